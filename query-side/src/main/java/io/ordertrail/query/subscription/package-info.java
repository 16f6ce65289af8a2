/** Subscriptions as the API has them: what operators say and see of them, and how a delivery looks. It is no view, and no view knows it. */
package io.ordertrail.query.subscription;
