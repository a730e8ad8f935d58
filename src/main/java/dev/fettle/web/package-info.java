/** Everything reached over HTTP. The only user of Javalin. */
@NullMarked
package dev.fettle.web;

import org.jspecify.annotations.NullMarked;
