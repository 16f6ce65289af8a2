/** The one way to say no: a code of the API with the field or state that is to blame. It may know nothing but the events. */
package io.ordertrail.platform.refusal;
