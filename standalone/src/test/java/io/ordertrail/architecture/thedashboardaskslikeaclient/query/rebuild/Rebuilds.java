package io.ordertrail.architecture.thedashboardaskslikeaclient.query.rebuild;

public class Rebuilds {
}
