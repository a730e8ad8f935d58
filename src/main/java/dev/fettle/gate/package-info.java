/** Quality gates: each judges a change and gives a verdict. */
@NullMarked
package dev.fettle.gate;

import org.jspecify.annotations.NullMarked;
