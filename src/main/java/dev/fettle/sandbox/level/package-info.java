/** Chooses the strongest sandbox that proves itself on this machine. */
@NullMarked
package dev.fettle.sandbox.level;

import org.jspecify.annotations.NullMarked;
