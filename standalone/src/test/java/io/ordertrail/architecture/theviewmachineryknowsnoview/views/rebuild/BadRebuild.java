package io.ordertrail.architecture.theviewmachineryknowsnoview.views.rebuild;

import io.ordertrail.architecture.theviewmachineryknowsnoview.query.accounts.AccountEntry;

record BadRebuild(AccountEntry account) {
}
