/** What analysers say of code, in the formats that they write. All of it is foreign: bounded, checked, and never a path out of the tree. */
@NullMarked
package dev.fettle.intake.analysis;

import org.jspecify.annotations.NullMarked;
