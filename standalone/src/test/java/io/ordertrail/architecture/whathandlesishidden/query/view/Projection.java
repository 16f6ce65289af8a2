package io.ordertrail.architecture.whathandlesishidden.query.view;

public interface Projection {
}
