package io.ordertrail.architecture.whathandlesishidden.query.history;

import io.ordertrail.architecture.whathandlesishidden.views.projection.Projection;

class GoodProjection implements Projection {
}
