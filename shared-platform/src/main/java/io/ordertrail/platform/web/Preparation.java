package io.ordertrail.platform.web;

/** What goes on after a node's port is open, and without which it is not called ready. */
@FunctionalInterface
public interface Preparation {

    boolean done();
}
