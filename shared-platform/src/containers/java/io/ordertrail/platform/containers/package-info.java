/**
 * The servers of production in containers, for tests under the Maven profile {@code containers}. It may know Testcontainers and JUnit's
 * launcher.
 */
package io.ordertrail.platform.containers;
