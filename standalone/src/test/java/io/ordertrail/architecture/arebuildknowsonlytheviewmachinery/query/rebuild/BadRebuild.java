package io.ordertrail.architecture.arebuildknowsonlytheviewmachinery.query.rebuild;

import io.ordertrail.architecture.arebuildknowsonlytheviewmachinery.query.accounts.AccountEntry;

record BadRebuild(AccountEntry account) {
}
