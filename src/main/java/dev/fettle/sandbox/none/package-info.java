/** No sandbox at all: the operator's explicit choice for repositories whose code he trusts as his own. */
@NullMarked
package dev.fettle.sandbox.none;

import org.jspecify.annotations.NullMarked;
