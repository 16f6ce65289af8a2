/**
 * Rebuilds a view while its live generation goes on: who does what and when, up to the switch and back. It may know the other rooms of the
 * machinery.
 */
package io.ordertrail.views.rebuild;
