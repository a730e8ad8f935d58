/** The port to a GitHub-like server: repositories, issues, pull requests, check runs. Verbs are idempotent. */
@NullMarked
package dev.fettle.forge;

import org.jspecify.annotations.NullMarked;
