package io.ordertrail.architecture.graphqlaskslikeaclient.query.graphql;

import io.ordertrail.architecture.graphqlaskslikeaclient.query.accounts.AccountQuery;

record BadFields(AccountQuery query) {
}
