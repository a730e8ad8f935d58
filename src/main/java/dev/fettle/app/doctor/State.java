package dev.fettle.app.doctor;

import java.util.Locale;

/** How something stands. */
public enum State {
    GOOD("ok"),
    /** It works, but not as it should, or not for long. */
    WARNING("warning"),
    /** It does not work. */
    BROKEN("BROKEN"),
    /** It could not be tried; the finding says why. */
    UNKNOWN("unknown"),
    /** Nothing here needs it. */
    NOT_NEEDED("-");

    private final String mark;

    State(String mark) {
        this.mark = mark;
    }

    /** On a terminal. */
    public String mark() {
        return mark;
    }

    /** In JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
