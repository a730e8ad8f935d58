/**
 * Code that runs inside the JVMs of the sandbox, beside foreign code.
 *
 * <p>Written for Java 8 with the JDK, ASM and JaCoCo only: the build compiles this package a second time with {@code
 * --release 8} and lays it, with both libraries under names of its own, into {@code /META-INF/fettle/probe.jar} (see
 * {@code src/build/java/ProbeJar.java}).
 */
@NullMarked
package dev.fettle.probe;

import org.jspecify.annotations.NullMarked;
