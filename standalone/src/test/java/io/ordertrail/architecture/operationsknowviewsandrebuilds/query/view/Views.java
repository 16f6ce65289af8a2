package io.ordertrail.architecture.operationsknowviewsandrebuilds.query.view;

public class Views {
}
