/** Cases with a known outcome, what came of them, and the figures: measuring the engine, and others beside it. */
@NullMarked
package dev.fettle.app.bench;

import org.jspecify.annotations.NullMarked;
