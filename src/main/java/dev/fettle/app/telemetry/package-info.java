/** Traces of the way from delivery to proposal, for whoever collects them by OpenTelemetry's protocol. */
@NullMarked
package dev.fettle.app.telemetry;

import org.jspecify.annotations.NullMarked;
