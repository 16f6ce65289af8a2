package io.ordertrail.architecture.graphqlaskslikeaclient.views.rebuild;

public class Rebuilds {
}
