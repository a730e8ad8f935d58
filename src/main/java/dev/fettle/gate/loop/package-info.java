/** What a change costs at run time, and what it makes go in circles. */
@NullMarked
package dev.fettle.gate.loop;

import org.jspecify.annotations.NullMarked;
