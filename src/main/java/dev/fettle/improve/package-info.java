/** The loop itself: from delivery to ticket to pull request to feedback. The only place where steps meet. */
@NullMarked
package dev.fettle.improve;

import org.jspecify.annotations.NullMarked;
