package io.ordertrail.architecture.thestorefillsininterfaces.command.order;

public interface IdempotencyKeys {
}
