/** GitHub's webhooks, and those of servers that speak as it does, in our words. */
@NullMarked
package dev.fettle.intake.github;

import org.jspecify.annotations.NullMarked;
