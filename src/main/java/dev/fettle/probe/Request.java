package dev.fettle.probe;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One run asked for by the host. */
final class Request {
    final int batch;
    final int first;
    final int second;
    final int flags;
    final List<Group> groups = new ArrayList<>();

    Request(DataInputStream in) throws IOException {
        batch = in.readInt();
        first = in.readInt();
        second = in.readInt();
        flags = in.readInt();
        int tests = in.readInt();
        for (int i = 0; i < tests; i++) {
            String className = Wire.readText(in);
            String method = Wire.readText(in);
            Limit limit = new Limit(in.readLong(), in.readLong());
            Group last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            if (last == null || !last.className.equals(className)) {
                last = new Group(className);
                groups.add(last);
            }
            last.add(method, limit);
        }
    }

    /** One test, which ends at the first failure. */
    Request(int batch, String className, String method, Limit limit) {
        this.batch = batch;
        first = 0;
        second = 0;
        flags = Wire.FRESH | Wire.STOP_AT_FIRST;
        Group group = new Group(className);
        group.add(method, limit);
        groups.add(group);
    }

    /** What a shared loader depends on: batch, traces and tests. */
    String key() {
        StringBuilder key = new StringBuilder();
        key.append(batch).append('/').append(flags & Wire.WITH_TRACE);
        for (Group group : groups) {
            key.append('/').append(group.className).append(group.methods());
        }
        return key.toString();
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Neighbouring tests of one class. */
    static final class Group {
        final String className;
        private final Set<String> methods = new LinkedHashSet<>();
        private final Map<String, Limit> limits = new HashMap<>();
        private boolean whole;
        private Limit largest = new Limit(0, 0);

        Group(String className) {
            this.className = className;
        }

        private void add(String method, Limit limit) {
            whole |= method.isEmpty();
            methods.add(method);
            limits.put(method, limit);
            largest = new Limit(Math.max(largest.ticks, limit.ticks), Math.max(largest.nanos, limit.nanos));
        }

        /** Plain names; empty for the whole class. */
        Set<String> methods() {
            return whole ? new LinkedHashSet<>() : methods;
        }

        Limit limitOf(String method) {
            return limits.getOrDefault(JUnit4.plain(method), largest);
        }

        Limit largest() {
            return largest;
        }
    }

    /** What one test may use. */
    static final class Limit {
        final long ticks;
        final long nanos;

        Limit(long ticks, long nanos) {
            this.ticks = ticks;
            this.nanos = nanos;
        }
    }
}
