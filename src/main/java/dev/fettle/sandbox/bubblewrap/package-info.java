/** The sandbox of bubblewrap: namespaces, an own user id, a system call filter, control groups. */
@NullMarked
package dev.fettle.sandbox.bubblewrap;

import org.jspecify.annotations.NullMarked;
