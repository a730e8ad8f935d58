/** From a signed delivery to an event of ours, and from there to a signal: what went wrong. */
@NullMarked
package dev.fettle.intake;

import org.jspecify.annotations.NullMarked;
