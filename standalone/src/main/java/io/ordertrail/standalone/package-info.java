/**
 * Both sides in one process on embedded stores: composition only. It may know both sides' applications, and
 * nothing but the benchmarks may know it.
 */
package io.ordertrail.standalone;
