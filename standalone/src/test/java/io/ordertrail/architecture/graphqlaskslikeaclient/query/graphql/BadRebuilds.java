package io.ordertrail.architecture.graphqlaskslikeaclient.query.graphql;

import io.ordertrail.architecture.graphqlaskslikeaclient.views.rebuild.Rebuilds;

record BadRebuilds(Rebuilds rebuilds) {
}
