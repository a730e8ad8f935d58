package dev.fettle.app;

import java.io.PrintWriter;

/** What is being done now, in one line of a terminal that the next one takes the place of; in a pipe nothing, since only results are worth a line there. */
final class LineInPlace {
    private static final String ANEW = "\r\u001b[2K";

    private final PrintWriter out;
    private final boolean terminal;

    LineInPlace(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(String text) {
        if (terminal) {
            out.print(ANEW + text);
            out.flush();
        }
    }

    /** Nothing is left of it. */
    void clear() {
        show("");
    }
}
