/** Build tools: how a project is built and tested, and what its output says. */
@NullMarked
package dev.fettle.build;

import org.jspecify.annotations.NullMarked;
