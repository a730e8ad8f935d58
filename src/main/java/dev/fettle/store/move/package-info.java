/** From an SQLite file to a PostgreSQL server, once. */
@NullMarked
package dev.fettle.store.move;

import org.jspecify.annotations.NullMarked;
