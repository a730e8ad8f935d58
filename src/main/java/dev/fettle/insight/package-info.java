/** Status and metrics, computed from the backlog. */
@NullMarked
package dev.fettle.insight;

import org.jspecify.annotations.NullMarked;
