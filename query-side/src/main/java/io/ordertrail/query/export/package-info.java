/** All that is stored of one person, for that person. It may know what views let anybody ask them. */
package io.ordertrail.query.export;
