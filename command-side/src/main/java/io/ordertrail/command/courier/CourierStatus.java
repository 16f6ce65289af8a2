package io.ordertrail.command.courier;

/** Whether a courier may be given deliveries. */
enum CourierStatus {
    OFF_DUTY, ON_DUTY
}
