/** The policy gate: how large a change may be and what it may not touch. */
@NullMarked
package dev.fettle.gate.policy;

import org.jspecify.annotations.NullMarked;
