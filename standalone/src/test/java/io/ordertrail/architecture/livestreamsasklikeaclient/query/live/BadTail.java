package io.ordertrail.architecture.livestreamsasklikeaclient.query.live;

import io.ordertrail.architecture.livestreamsasklikeaclient.query.accounts.AccountQuery;

record BadTail(AccountQuery query) {
}
