package io.ordertrail.architecture.livestreamsasklikeaclient.query.live;

import io.ordertrail.architecture.livestreamsasklikeaclient.query.accounts.FindAccount;
import io.ordertrail.architecture.livestreamsasklikeaclient.views.following.Views;

record GoodTail(FindAccount question, Views views) {
}
