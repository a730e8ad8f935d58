/** A data folder: for its owner alone, and for one process at a time. */
@NullMarked
package dev.fettle.store.folder;

import org.jspecify.annotations.NullMarked;
