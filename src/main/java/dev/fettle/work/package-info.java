/** The port of the durable work queue: what is to be done, in which order, and what may run beside what. */
@NullMarked
package dev.fettle.work;

import org.jspecify.annotations.NullMarked;
