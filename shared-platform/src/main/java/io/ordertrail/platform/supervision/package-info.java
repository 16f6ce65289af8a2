/**
 * Runs what goes on in the background of a node: nothing but a stop ends it, and what fails is seen. It may know how measures and health are told,
 * and nothing of what it runs.
 */
package io.ordertrail.platform.supervision;
