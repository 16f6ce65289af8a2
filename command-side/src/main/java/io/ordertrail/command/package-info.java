/**
 * What every aggregate's command side shares: sending commands, outcomes and how they are answered. It may know the events and the
 * platform, never an aggregate.
 */
package io.ordertrail.command;
