package io.ordertrail.architecture.whathandlesishidden.views.projection;

public interface Projection {
}
