/**
 * The events as a file: written from an event store, read into another, read in place of one. Events are bytes here, as they were stored: nobody decodes
 * a payload. It may know the settings, the start, and how positions are shown; no event by name.
 */
package io.ordertrail.platform.archive;
