package io.ordertrail.views.state;

/**
 * That a node does what one alone does for a rebuild: what it writes as the leader is on the condition that it still is.
 *
 * @param rebuild the rebuild's id
 */
public record Lead(String view, String rebuild, String node) {
}
