package io.ordertrail.architecture.whathandlesishidden.command.order;

import org.axonframework.spring.stereotype.Aggregate;

@Aggregate
public class BadAggregate {
}
