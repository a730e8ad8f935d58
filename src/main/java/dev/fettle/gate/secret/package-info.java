/** The secret-scan gate: no secret in added lines. */
@NullMarked
package dev.fettle.gate.secret;

import org.jspecify.annotations.NullMarked;
