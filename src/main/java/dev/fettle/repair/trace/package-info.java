/** From a stack trace to a failing test: a call that throws the same exception at the same frame is searched, and the test asks for what the code itself says is right for it. */
@NullMarked
package dev.fettle.repair.trace;

import org.jspecify.annotations.NullMarked;
