package io.ordertrail.architecture.graphqlaskslikeaclient.query.rebuild;

public class Rebuilds {
}
