/**
 * Follows the generations of each view on this node, and hands the live one to queries. It may know projections, documents, state and
 * membership, and nothing of rebuilds.
 */
package io.ordertrail.views.following;
