/**
 * What the house tells its partners: who notifies consumers, the payment provider, a courier firm. Each is a port with two adapters, one that posts and
 * one that records, and is told by the machinery of subscriptions. It knows events, and the commands by which a partner's answer comes back.
 */
package io.ordertrail.command.partner;
