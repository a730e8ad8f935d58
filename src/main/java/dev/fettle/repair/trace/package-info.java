/** From a stack trace to a failing test: inputs are searched for an entry method on the trace until the same exception is thrown at the same place. */
@NullMarked
package dev.fettle.repair.trace;

import org.jspecify.annotations.NullMarked;
