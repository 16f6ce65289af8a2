/** How answers and errors look over HTTP, on both sides alike: problem details, strict JSON, entity tags. */
package io.ordertrail.platform.web;
