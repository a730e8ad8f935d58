/** The test-integrity gate: no change may make the tests say less. */
@NullMarked
package dev.fettle.gate.integrity;

import org.jspecify.annotations.NullMarked;
