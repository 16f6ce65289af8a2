package io.ordertrail.architecture.aviewknowsnoother.views.following;

public class Views {
}
