/** The configuration: files and environment become settings, with the source of each value, and with all mistakes at once. */
@NullMarked
package dev.fettle.app.config;

import org.jspecify.annotations.NullMarked;
