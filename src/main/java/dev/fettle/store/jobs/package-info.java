/** The durable queue on db-scheduler, with lanes, parking and a mode that a test drives by hand. */
@NullMarked
package dev.fettle.store.jobs;

import org.jspecify.annotations.NullMarked;
