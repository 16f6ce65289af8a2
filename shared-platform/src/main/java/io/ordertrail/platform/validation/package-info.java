/** Constraints on request bodies that Jakarta Validation does not bring. */
package io.ordertrail.platform.validation;
