/**
 * Views of stored events, whatever the events tell of: each is kept up to date on many nodes, and rebuilt while people read it. The machinery
 * may know Axon, the view store and the platform, and no particular view or event.
 */
package io.ordertrail.views;
