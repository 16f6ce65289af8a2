/** The view of restaurants as they are now. It may know the events, the view machinery and what every query shares, no other view. */
package io.ordertrail.query.restaurant;
