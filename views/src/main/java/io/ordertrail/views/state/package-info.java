/** Which generations a view has and what is being done with them: one document per view, changed by one write at a time. */
package io.ordertrail.views.state;
