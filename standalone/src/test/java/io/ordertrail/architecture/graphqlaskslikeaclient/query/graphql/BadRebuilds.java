package io.ordertrail.architecture.graphqlaskslikeaclient.query.graphql;

import io.ordertrail.architecture.graphqlaskslikeaclient.query.rebuild.Rebuilds;

record BadRebuilds(Rebuilds rebuilds) {
}
