/**
 * The host's side of the warm test JVMs: runs tests in them with coverage and with variants switched on, and says where the fault
 * may lie. What runs inside those JVMs is {@code dev.fettle.probe}.
 */
@NullMarked
package dev.fettle.repair.run;

import org.jspecify.annotations.NullMarked;
