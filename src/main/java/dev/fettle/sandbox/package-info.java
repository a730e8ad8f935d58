/** Runs foreign code shut in: one fresh sandbox a job, with limits. The only user of {@code ProcessBuilder}. */
@NullMarked
package dev.fettle.sandbox;

import org.jspecify.annotations.NullMarked;
