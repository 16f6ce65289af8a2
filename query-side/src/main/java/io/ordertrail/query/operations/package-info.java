/** How the views stand, for those who operate the system. It may know the view machinery, no particular view. */
package io.ordertrail.query.operations;
