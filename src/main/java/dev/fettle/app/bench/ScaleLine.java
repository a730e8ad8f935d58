package dev.fettle.app.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Cycles that wait: installations in turn, one at a time in a repository; as the real queue does it. */
final class ScaleLine {
    /** Of installations that have something to do which may begin, in the order of their turns. */
    private final Map<Integer, Deque<ScaleDemand>> ready = new LinkedHashMap<>();
    /** Behind a cycle of their repository. */
    private final Map<Integer, Deque<ScaleDemand>> behind = new HashMap<>();

    private final Set<Integer> taken = new HashSet<>();
    private int size;

    void add(ScaleDemand demand) {
        size++;
        if (taken.add(demand.repository())) {
            ready.computeIfAbsent(demand.installation(), none -> new ArrayDeque<>())
                    .add(demand);
        } else {
            behind.computeIfAbsent(demand.repository(), none -> new ArrayDeque<>())
                    .add(demand);
        }
    }

    /** The next that may begin; its installation goes to the end. */
    Optional<ScaleDemand> next() {
        Iterator<Map.Entry<Integer, Deque<ScaleDemand>>> turns =
                ready.entrySet().iterator();
        if (!turns.hasNext()) {
            return Optional.empty();
        }
        Map.Entry<Integer, Deque<ScaleDemand>> first = turns.next();
        int installation = first.getKey();
        Deque<ScaleDemand> own = first.getValue();
        ScaleDemand next = own.remove();
        turns.remove();
        if (!own.isEmpty()) {
            ready.put(installation, own);
        }
        size--;
        return Optional.of(next);
    }

    /** A cycle has ended: the next of its repository may begin. */
    void ended(ScaleDemand demand) {
        Deque<ScaleDemand> others = behind.get(demand.repository());
        if (others == null) {
            taken.remove(demand.repository());
            return;
        }
        ScaleDemand next = others.remove();
        if (others.isEmpty()) {
            behind.remove(demand.repository());
        }
        ready.computeIfAbsent(next.installation(), none -> new ArrayDeque<>()).add(next);
    }

    /** How many wait. */
    int size() {
        return size;
    }
}
