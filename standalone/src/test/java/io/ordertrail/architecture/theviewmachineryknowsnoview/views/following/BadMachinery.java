package io.ordertrail.architecture.theviewmachineryknowsnoview.views.following;

import io.ordertrail.architecture.theviewmachineryknowsnoview.query.accounts.AccountEntry;

record BadMachinery(AccountEntry account) {
}
