/**
 * What the numbers on rebuilding come from: generated lives of orders, the usual way of keeping a view, and what both are measured with. It
 * may know everything, and nothing may know it.
 */
package io.ordertrail.benchmarks;
