package io.ordertrail.architecture.aviewknowsnoother.query.history;

import io.ordertrail.architecture.aviewknowsnoother.query.accounts.AccountEntry;

record BadQuery(AccountEntry account) {
}
