package io.ordertrail.architecture.livestreamsasklikeaclient.query.rebuild;

public class Rebuilds {
}
