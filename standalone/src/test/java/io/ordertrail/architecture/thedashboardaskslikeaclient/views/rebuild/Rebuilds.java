package io.ordertrail.architecture.thedashboardaskslikeaclient.views.rebuild;

public class Rebuilds {
}
