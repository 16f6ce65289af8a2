/** How the views stand and what can be done with them, over REST and as metrics. It may know all rooms of the machinery. */
package io.ordertrail.views.operations;
