package io.ordertrail.architecture.graphqlaskslikeaclient.query.graphql;

import io.ordertrail.architecture.graphqlaskslikeaclient.query.accounts.FindAccount;

record GoodFields(FindAccount question) {
}
