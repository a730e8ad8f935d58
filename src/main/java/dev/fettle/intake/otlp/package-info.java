/** OpenTelemetry's logs and traces over HTTP, in JSON and in protobuf: the exceptions that they carry. */
@NullMarked
package dev.fettle.intake.otlp;

import org.jspecify.annotations.NullMarked;
