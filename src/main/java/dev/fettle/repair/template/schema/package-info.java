/** Hundreds of variants in one compilation, each behind a switch. */
@NullMarked
package dev.fettle.repair.template.schema;

import org.jspecify.annotations.NullMarked;
