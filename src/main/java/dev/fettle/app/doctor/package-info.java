/** {@code fettle doctor}: one small look each at what Fettle stands on, and what to do where it does not hold. */
@NullMarked
package dev.fettle.app.doctor;

import org.jspecify.annotations.NullMarked;
