package io.ordertrail.architecture.livestreamsasklikeaclient.views.rebuild;

public class Rebuilds {
}
