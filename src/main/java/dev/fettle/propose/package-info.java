/** Risk, the proposal, and every sentence that the bot writes on a forge. */
@NullMarked
package dev.fettle.propose;

import org.jspecify.annotations.NullMarked;
