/** Tickets: their states, fingerprint, evidence, priority and selection. */
@NullMarked
package dev.fettle.backlog;

import org.jspecify.annotations.NullMarked;
