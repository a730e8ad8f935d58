/** The edit templates: one small class for each kind of mistake that people make. */
@NullMarked
package dev.fettle.repair.template.rule;

import org.jspecify.annotations.NullMarked;
