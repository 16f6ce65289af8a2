package io.ordertrail.command.accounting;

/** Whether an account may be charged with more. */
enum AccountStatus {
    ENABLED, DISABLED
}
