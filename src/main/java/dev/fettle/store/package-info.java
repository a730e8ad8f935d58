/** SQL: the tables and the implementations of the storage ports. */
@NullMarked
package dev.fettle.store;

import org.jspecify.annotations.NullMarked;
