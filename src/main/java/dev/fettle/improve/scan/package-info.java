/** Looking at a repository without being told: what is found, what would become of it, and why not the rest. */
@NullMarked
package dev.fettle.improve.scan;

import org.jspecify.annotations.NullMarked;
