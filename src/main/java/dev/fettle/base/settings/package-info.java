/** What an operator and a repository may choose, with the defaults. Values only: reading them from files is the business of {@code app}. */
@NullMarked
package dev.fettle.base.settings;

import org.jspecify.annotations.NullMarked;
