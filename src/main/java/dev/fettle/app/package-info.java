/** The commands, the configuration and the wiring: the only room that knows every other. */
@NullMarked
package dev.fettle.app;

import org.jspecify.annotations.NullMarked;
