/**
 * The search for a call that crashes as a stack trace tells: runs in a JVM of the sandbox, beside the code that crashed.
 *
 * <p>An {@link dev.fettle.probe.crash.Expr} is an input: it can be evaluated, changed and written down as Java. {@link
 * dev.fettle.probe.crash.Search} makes them and changes those that come nearest, until one throws what is {@link
 * dev.fettle.probe.crash.Wanted}; {@link dev.fettle.probe.crash.Minimiser} makes it small, {@link
 * dev.fettle.probe.crash.Recheck} compiles it and runs it once more.
 */
@NullMarked
package dev.fettle.probe.crash;

import org.jspecify.annotations.NullMarked;
