/** The ground: what every other room stands on. Knows no other room. */
@NullMarked
package dev.fettle.base;

import org.jspecify.annotations.NullMarked;
