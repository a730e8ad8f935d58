package dev.fettle.probe.crash;

import dev.fettle.probe.Wire;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the search found, as the host reads it. */
final class CrashReport {
    private static final int MOST_CHARS = 20_000;

    final List<Found> found = new ArrayList<>();
    final List<String> entries = new ArrayList<>();
    String closest;
    /** A call that was found but could not be compiled; "" for none. */
    String unwritten = "";

    long tries;

    CrashReport(String closest) {
        this.closest = closest;
    }

    /** One call that crashes. */
    static final class Found {
        private final String className;
        private final Member entry;
        private final int frame;
        private final Expr expr;
        private final Recheck.Written written;
        private final boolean exact;
        private final List<String> kinds;

        /**
         * @param className whose method it is, of the project
         * @param frame which of the own frames the call is
         */
        Found(String className, Call expr, int frame, Recheck.Written written, boolean exact, List<String> kinds) {
            this.className = className;
            this.entry = expr.member;
            this.frame = frame;
            this.expr = expr;
            this.written = written;
            this.exact = exact;
            this.kinds = kinds;
        }

        private void write(DataOutputStream out) throws IOException {
            Wire.writeText(out, className);
            Wire.writeText(out, entry.name);
            list(out, entry.parameters);
            out.writeInt(frame);
            list(out, written.statements);
            text(out, written.call);
            list(out, written.imports);
            Wire.writeText(out, expr.type().raw);
            list(out, kinds);
            out.writeBoolean(written.checked);
            out.writeBoolean(exact);
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(tries);
        text(out, closest);
        text(out, unwritten);
        list(out, entries);
        out.writeInt(found.size());
        for (Found each : found) {
            each.write(out);
        }
    }

    private static void list(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String each : texts) {
            text(out, each);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        Wire.writeText(out, text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text);
    }
}
