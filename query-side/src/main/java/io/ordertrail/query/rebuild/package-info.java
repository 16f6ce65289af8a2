/**
 * Rebuilds a view while its live generation goes on: builds, verifies, switches, rolls back, and heals single documents. It may know the view
 * machinery and nothing else of the query side.
 */
package io.ordertrail.query.rebuild;
