/** The view of couriers and their plans. It may know the events, the view machinery and what every query shares, no other view. */
package io.ordertrail.query.courier;
