package io.ordertrail.architecture.thestorefillsininterfaces.command.store;

import io.ordertrail.architecture.thestorefillsininterfaces.command.order.IdempotencyKeys;

class JdbcIdempotencyKeys implements IdempotencyKeys {
}
