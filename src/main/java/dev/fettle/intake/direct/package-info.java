/** Fettle's own format for reporting exceptions, measures and feedback: one JSON object, or an array of them. */
@NullMarked
package dev.fettle.intake.direct;

import org.jspecify.annotations.NullMarked;
