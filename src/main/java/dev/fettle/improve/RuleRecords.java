package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Proposed;
import dev.fettle.backlog.TrackRecord;

/** How patches of a rule ended. */
@FunctionalInterface
public interface RuleRecords {
    /** Where nothing is kept. */
    RuleRecords NONE = rule -> TrackRecord.NONE;

    /** Tickets looked at, the newest. */
    int MOST = 5_000;

    /** Of one rule, by its name. */
    TrackRecord of(String rule);

    /** Over all repositories of a backlog. */
    static RuleRecords in(Backlog backlog) {
        return rule -> TrackRecord.of(Proposed.newest(backlog, MOST).stream()
                .filter(one -> one.rule().equals(rule))
                .toList());
    }
}
