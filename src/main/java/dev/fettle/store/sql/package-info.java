/** Transaction-aware access to the database: one writer, many readers, and what every table needs. */
@NullMarked
package dev.fettle.store.sql;

import org.jspecify.annotations.NullMarked;
