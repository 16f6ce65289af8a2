package io.ordertrail.architecture.operationsknowviewsandrebuilds.query.rebuild;

public class Rebuilds {
}
