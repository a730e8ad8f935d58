package dev.fettle.app.doctor;

import dev.fettle.base.settings.Sources;
import dev.fettle.intake.IntakeSource;
import dev.fettle.store.SignalTimes;
import dev.fettle.store.Stores;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where tickets come from: whether each source is switched on, has a way in, and when it was last heard of. */
public final class SourcesCheck implements Check {
    private static final List<String> CI =
            List.of("workflow_run", "check_run", "check_suite", "status", "deployment_status");
    private static final List<String> ISSUES = List.of("issues", "issue_comment");

    private final StoreVoice store;
    private final ForgeVoice forge;
    private final Sources sources;
    private final boolean enabled;
    private final InstantSource clock;

    /**
     * @param sources the server's own switches; a repository may choose otherwise for itself
     * @param enabled whether Fettle is switched on at all
     */
    public SourcesCheck(StoreVoice store, ForgeVoice forge, Sources sources, boolean enabled, InstantSource clock) {
        this.store = store;
        this.forge = forge;
        this.sources = sources;
        this.enabled = enabled;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sources";
    }

    @Override
    public List<Finding> look() {
        if (!enabled) {
            return List.of(Finding.warning(
                    name(),
                    "self_improvement.enabled is false: nothing becomes a ticket",
                    "Set it to true, or unset SELF_IMPROVEMENT_ENABLED."));
        }
        Optional<Stores> open = store.stores();
        if (open.isEmpty()) {
            return List.of(store.closed(name()));
        }
        SignalTimes times = open.get().signalTimes();
        List<Finding> findings = new ArrayList<>();
        findings.add(events("CI", times.delivery(CI)));
        findings.add(events("issues", times.delivery(ISSUES)));
        for (IntakeSource source : IntakeSource.values()) {
            findings.add(reports(open.get(), source, times.report(source)));
        }
        findings.add(analysis(times.scan()));
        return findings;
    }

    private Finding events(String what, Optional<Instant> last) {
        if (last.isPresent()) {
            return Finding.good(name(), what + ": last heard of " + age(last.get()));
        }
        return forge.remote()
                ? Finding.warning(
                        name(),
                        what + ": no event has come yet",
                        what.equals("CI")
                                ? "Is the App installed where CI runs? See 'events', 'deliveries' and docs/intake-ci.md."
                                : "A person with write access puts the trigger label on an issue; see 'events' and 'deliveries'.")
                : Finding.notNeeded(name(), what + ": comes from a forge, and none is configured");
    }

    private Finding reports(Stores open, IntakeSource source, Optional<Instant> last) {
        String what = source.word();
        if (!source.isOn(sources)) {
            return Finding.notNeeded(name(), what + ": switched off (self_improvement." + source.switchName() + ")");
        }
        if (last.isPresent()) {
            return Finding.good(name(), what + ": last heard of " + age(last.get()));
        }
        long keys = open.intakeKeys().all().stream()
                .filter(key -> key.source() == source && key.isValid(clock.instant()))
                .count();
        return keys == 0
                ? Finding.notNeeded(name(), what + ": on; nobody has a key for it ('fettle keys add', docs/intake.md)")
                : Finding.warning(
                        name(),
                        what + ": on, " + keys + (keys == 1 ? " key, " : " keys, ") + "and no report has come yet",
                        "Does the program send to this server with that key? A refused report is answered with the reason (docs/intake.md).");
    }

    private Finding analysis(Optional<Instant> last) {
        String what = "code_analysis: ";
        if (!sources.codeAnalysis()) {
            return Finding.notNeeded(
                    name(), what + "switched off (self_improvement.sources.code_analysis), as it is by default");
        }
        return last.map(at -> Finding.good(name(), what + "the server last looked at a whole tree " + age(at)))
                .orElseGet(() -> Finding.warning(
                        name(),
                        what + "on, and the server has not looked at a whole tree yet",
                        "It does so at its next scan (IMPROVEMENT_SCAN_INTERVAL); its log says what was left out."));
    }

    private String age(Instant at) {
        return Ages.of(at, clock.instant());
    }
}
