package io.ordertrail.architecture.theviewmachineryknowsnoview.query.view;

import io.ordertrail.architecture.theviewmachineryknowsnoview.query.accounts.AccountEntry;

record BadMachinery(AccountEntry account) {
}
