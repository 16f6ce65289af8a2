/**
 * One order asked from its parts at once instead of from the view that has it whole. It may know the parts' queries and answers, as any client
 * does, and never the order history.
 */
package io.ordertrail.query.composition;
