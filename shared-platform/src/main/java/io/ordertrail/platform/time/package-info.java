/** Time as loops count on it that must go on whatever happens to a machine's clock. It may know nothing but Java. */
package io.ordertrail.platform.time;
