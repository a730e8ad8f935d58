/** Attributed sources: exact types, scopes and offsets of suspicious places, and what may be used there. */
@NullMarked
package dev.fettle.repair.template.source;

import org.jspecify.annotations.NullMarked;
