package io.ordertrail.architecture.aviewknowsnoother.query.view;

public class Views {
}
