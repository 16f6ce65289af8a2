/**
 * GraphQL over the same views: one request asks for an order with all that belongs to it, for histories page by page, or for what happens as it
 * happens. It may know of views and of live streams what anybody may ask them, and never looks into a store itself.
 */
package io.ordertrail.query.graphql;
