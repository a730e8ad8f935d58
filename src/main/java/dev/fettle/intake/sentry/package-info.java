/** Sentry's protocol, as far as its clients need it to report errors here instead of there. */
@NullMarked
package dev.fettle.intake.sentry;

import org.jspecify.annotations.NullMarked;
