package io.ordertrail.platform.openinghours;

/** Whether a rule holds on a day; of a weekday, in whatever week, it may be that it does only in some. */
enum Holding {
    NEVER, SOMETIMES, ALWAYS
}
