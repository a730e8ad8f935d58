/** The tests gate: what the proof showed. */
@NullMarked
package dev.fettle.gate.tests;

import org.jspecify.annotations.NullMarked;
