/**
 * Who is let in, and what each may do: hosts, origins, tokens, and one table of rights. It may know the API's addresses and whose thing an
 * event says an order is, but neither side; aggregates, views and controllers know nothing of it.
 */
package io.ordertrail.platform.security;
