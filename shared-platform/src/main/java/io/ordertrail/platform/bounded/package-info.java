/** What is kept in memory, and how much of it at most. */
package io.ordertrail.platform.bounded;
