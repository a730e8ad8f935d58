/** A checked-out tree: read, apply, diff, commit, push. The only user of JGit. */
@NullMarked
package dev.fettle.workspace;

import org.jspecify.annotations.NullMarked;
