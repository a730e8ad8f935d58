/**
 * The offline engine: typed edits at suspicious places, compiled by the hundred and judged by the project's tests.
 *
 * <p>The analysis and the compiling run in a JVM inside the sandbox ;
 * {@code TemplatePatcher} conducts from the host.
 */
@NullMarked
package dev.fettle.repair.template;

import org.jspecify.annotations.NullMarked;
