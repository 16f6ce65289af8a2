/**
 * Opening hours in OpenStreetMap's {@code opening_hours} syntax: parsed by a library, evaluated by us. It may know the events' values and
 * the parser, which nothing else sees.
 */
package io.ordertrail.platform.openinghours;
