/** How messages become bytes: plain JSON under stable type names. It may know the events and Axon's serializer. */
package io.ordertrail.platform.serialization;
