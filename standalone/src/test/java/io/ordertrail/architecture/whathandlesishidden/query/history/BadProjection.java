package io.ordertrail.architecture.whathandlesishidden.query.history;

import io.ordertrail.architecture.whathandlesishidden.query.view.Projection;

public class BadProjection implements Projection {
}
