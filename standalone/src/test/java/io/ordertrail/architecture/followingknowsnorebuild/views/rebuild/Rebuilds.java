package io.ordertrail.architecture.followingknowsnorebuild.views.rebuild;

public class Rebuilds {
}
