/**
 * Personal data, encrypted wherever it is stored, with a key for each person: without the key it is forgotten. It may know the events, and how
 * messages and documents become bytes. See ADR 49.
 */
package io.ordertrail.platform.personal;
