/**
 * How an application begins: it is told what can be set, or looks whether it can serve at all before it builds anything, waits for its servers, and ends
 * if it cannot. It may know the settings and the servers, and nothing of what is built.
 */
package io.ordertrail.platform.start;
