/** A PostgreSQL server that any number of processes share. */
@NullMarked
package dev.fettle.store.postgres;

import org.jspecify.annotations.NullMarked;
