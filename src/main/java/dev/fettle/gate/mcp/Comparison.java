package dev.fettle.gate.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells faults that a change brought from those that were there. */
final class Comparison {
    private Comparison() {}

    /** One fault with its origin. */
    record Judged(ServerReport server, CheckResult result, Origin origin) {}

    /**
     * Every fault of now.
     *
     * @param before the servers that are at fault now, as they were; empty when that is not known
     */
    static List<Judged> of(DoctorReport now, Optional<DoctorReport> before) {
        List<Judged> judged = new ArrayList<>();
        for (ServerReport server : now.broken()) {
            for (CheckResult fault : server.faults()) {
                Origin origin =
                        before.map(report -> origin(report.like(server), fault)).orElse(Origin.UNKNOWN);
                judged.add(new Judged(server, fault, origin));
            }
        }
        return judged;
    }

    private static Origin origin(Optional<ServerReport> was, CheckResult fault) {
        if (was.isEmpty()) {
            return Origin.NEW;
        }
        Optional<CheckResult> then = was.get().result(fault.check());
        if (then.isPresent()) {
            return then.get().broken() ? Origin.BEFORE : Origin.CHANGE;
        }
        // Not reached: an earlier fault stood before it, or what was looked at is new.
        return was.get().broken() ? Origin.BEFORE : Origin.CHANGE;
    }
}
