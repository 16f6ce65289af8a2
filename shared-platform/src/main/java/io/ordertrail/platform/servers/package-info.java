/** The servers that an application stands on: waiting for them at the start, and telling which one is missing. It may know their clients. */
package io.ordertrail.platform.servers;
