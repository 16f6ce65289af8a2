/** Events as readers outside see them, and what the events of one order have in common. All views may know it; it knows none of them. */
package io.ordertrail.query.event;
