/**
 * Events told to somebody outside: each subscription reads the store from where it stands, by one node at a time, and delivers what it wants in
 * order per order, again and again until it is taken. It may know events, Axon's event store and MongoDB; what a delivery looks like it does not.
 */
package io.ordertrail.platform.subscription;
