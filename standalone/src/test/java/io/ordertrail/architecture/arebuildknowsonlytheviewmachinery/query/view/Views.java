package io.ordertrail.architecture.arebuildknowsonlytheviewmachinery.query.view;

public class Views {
}
