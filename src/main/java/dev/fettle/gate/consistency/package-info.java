/** The consistency gate: what a description says is what was measured. */
@NullMarked
package dev.fettle.gate.consistency;

import org.jspecify.annotations.NullMarked;
