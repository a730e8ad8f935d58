/**
 * From a stack trace to a failing test: a call that throws the same exception at the same frame is searched, and the test asks for what the code itself says is right for it. And from the Java code
 * that an issue shows to a test; nothing of it is run here.
 */
@NullMarked
package dev.fettle.repair.trace;

import org.jspecify.annotations.NullMarked;
