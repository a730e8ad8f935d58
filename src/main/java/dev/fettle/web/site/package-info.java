/** The documents as web pages. */
@NullMarked
package dev.fettle.web.site;

import org.jspecify.annotations.NullMarked;
