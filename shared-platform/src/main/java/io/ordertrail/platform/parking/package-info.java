/**
 * Events that a processor cannot handle: put aside with what follows in their sequence, so that everything else goes on, tried again without
 * end, and shown to operators. It may know Axon's processors and the refusals; what handles events, and which, it does not.
 */
package io.ordertrail.platform.parking;
