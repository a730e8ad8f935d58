/** {@code fettle setup}: from nothing to a GitHub App whose key and secrets are stored and whose settings are written. */
@NullMarked
package dev.fettle.app.setup;

import org.jspecify.annotations.NullMarked;
