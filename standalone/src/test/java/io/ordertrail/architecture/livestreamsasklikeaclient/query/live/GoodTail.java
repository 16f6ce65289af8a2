package io.ordertrail.architecture.livestreamsasklikeaclient.query.live;

import io.ordertrail.architecture.livestreamsasklikeaclient.query.accounts.FindAccount;
import io.ordertrail.architecture.livestreamsasklikeaclient.query.view.Views;

record GoodTail(FindAccount question, Views views) {
}
