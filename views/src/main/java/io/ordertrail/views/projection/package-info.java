/**
 * What a view is: which events go into which document, and how one is folded into it. It may know events as such and neither a store nor a
 * thread.
 */
package io.ordertrail.views.projection;
