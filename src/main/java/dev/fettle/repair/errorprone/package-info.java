/** Error Prone, run beside the project's own build in the sandbox, with the checks whose own fix is unambiguous. */
@NullMarked
package dev.fettle.repair.errorprone;

import org.jspecify.annotations.NullMarked;
