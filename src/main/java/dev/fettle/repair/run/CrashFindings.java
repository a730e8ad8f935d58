package dev.fettle.repair.run;

import dev.fettle.probe.Wire;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a search for a crash came to. What the sandbox said of it: untrusted.
 *
 * @param calls that throw what the trace tells, innermost entry first; empty when none was found
 * @param tries calls that were made
 * @param closest how far the nearest came, for people
 * @param unwritten a call that throws it, of which no source could be made that compiles; "" for none
 * @param entries methods through which it searched
 */
public record CrashFindings(List<CrashCall> calls, long tries, String closest, String unwritten, List<String> entries) {
    private static final int MOST = 100;

    public CrashFindings {
        calls = List.copyOf(calls);
        entries = List.copyOf(entries);
    }

    static CrashFindings read(DataInputStream in) throws IOException {
        long tries = in.readLong();
        String closest = Wire.readText(in);
        String unwritten = Wire.readText(in);
        List<String> entries = CrashCall.texts(in);
        List<CrashCall> calls = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count && i < MOST; i++) {
            calls.add(CrashCall.read(in));
        }
        return new CrashFindings(calls, tries, closest, unwritten, entries);
    }
}
