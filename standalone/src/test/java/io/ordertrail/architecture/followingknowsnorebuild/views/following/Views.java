package io.ordertrail.architecture.followingknowsnorebuild.views.following;

public class Views {
}
