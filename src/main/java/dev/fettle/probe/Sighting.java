package dev.fettle.probe;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One input of a method, and what came of it in the original (0) and with each variant. */
final class Sighting {
    private final String method;
    private final int entry;
    private final int change;
    private final String call;
    private final Map<Integer, Seen> seen = new LinkedHashMap<>();

    /**
     * Nothing seen yet.
     *
     * @param method class, name and descriptor
     * @param entry counted from 0
     * @param change 0 for the arguments as they are
     * @param call as a person reads it
     */
    Sighting(String method, int entry, int change, String call) {
        this.method = method;
        this.entry = entry;
        this.change = change;
        this.call = call;
    }

    void put(int variant, Seen what) {
        seen.put(variant, what);
    }

    String call() {
        return call;
    }

    void write(DataOutputStream out) throws IOException {
        Wire.writeText(out, method);
        out.writeInt(entry);
        out.writeInt(change);
        Wire.writeText(out, call);
        out.writeInt(seen.size());
        for (Map.Entry<Integer, Seen> one : seen.entrySet()) {
            out.writeInt(one.getKey());
            one.getValue().write(out);
        }
    }
}
