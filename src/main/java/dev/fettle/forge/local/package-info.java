/** A forge in a folder: bare git repositories with their issues, pull requests and checks beside them. For the demo, the tests, and a team of one. */
@NullMarked
package dev.fettle.forge.local;

import org.jspecify.annotations.NullMarked;
