/** The SQLite file: how it is opened, guarded, checked and backed up. */
@NullMarked
package dev.fettle.store.sqlite;

import org.jspecify.annotations.NullMarked;
