package io.ordertrail.architecture.operationsknowviewsandrebuilds.query.operations;

import io.ordertrail.architecture.operationsknowviewsandrebuilds.query.accounts.AccountEntry;

record BadController(AccountEntry account) {
}
