/** Which lines the tests of a project run. */
@NullMarked
package dev.fettle.gate.coverage;

import org.jspecify.annotations.NullMarked;
