/** The spot check by mutants: small changes to the changed lines that a test should notice. */
@NullMarked
package dev.fettle.gate.mutation;

import org.jspecify.annotations.NullMarked;
