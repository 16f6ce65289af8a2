package io.ordertrail.architecture.livestreamsasklikeaclient.query.view;

public class Views {
}
