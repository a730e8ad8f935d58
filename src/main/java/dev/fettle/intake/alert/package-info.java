/** Alerts of Prometheus, as its Alertmanager sends them to a webhook. */
@NullMarked
package dev.fettle.intake.alert;

import org.jspecify.annotations.NullMarked;
