package io.ordertrail.architecture.livestreamsasklikeaclient.views.following;

public class Views {
}
