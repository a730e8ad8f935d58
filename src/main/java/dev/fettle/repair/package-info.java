/** From a reproduction through suspects and candidates to a proved patch. */
@NullMarked
package dev.fettle.repair;

import org.jspecify.annotations.NullMarked;
