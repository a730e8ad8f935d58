/** Maven builds: the model is read and dependencies are fetched in our own process; goals run in the sandbox, offline. */
@NullMarked
package dev.fettle.build.maven;

import org.jspecify.annotations.NullMarked;
