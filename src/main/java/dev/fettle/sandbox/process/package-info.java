/** Keeps one process tree within its limits and its output within its bounds, whatever started it. */
@NullMarked
package dev.fettle.sandbox.process;

import org.jspecify.annotations.NullMarked;
