/** A job's folder seen from the host: written, read and removed without ever following what foreign code left in it. */
@NullMarked
package dev.fettle.sandbox.folder;

import org.jspecify.annotations.NullMarked;
