/** The documents' reference, written by the code itself. */
@NullMarked
package dev.fettle.app.docs;

import org.jspecify.annotations.NullMarked;
