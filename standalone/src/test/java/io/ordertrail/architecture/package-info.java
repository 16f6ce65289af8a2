/**
 * Holds the house's rules on who may know whom, and shows that each of them bites. It sits in the standalone module because only from here
 * both sides can be seen.
 */
package io.ordertrail.architecture;
