package io.ordertrail.architecture.whathandlesishidden.query.history;

import io.ordertrail.architecture.whathandlesishidden.query.view.Projection;

class GoodProjection implements Projection {
}
