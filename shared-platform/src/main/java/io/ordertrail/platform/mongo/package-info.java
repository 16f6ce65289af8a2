/** How both sides reach MongoDB, and keep the tokens of their processors there. It may know Axon's token store and the driver. */
package io.ordertrail.platform.mongo;
