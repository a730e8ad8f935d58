package dev.fettle.improve.scan;

import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Fingerprint;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.Redactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.UntrustedText;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.build.TestTimes;
import dev.fettle.forge.CiLog;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Repository;
import dev.fettle.improve.TestTimeLog;
import dev.fettle.improve.scan.Slowdowns.Slower;
import dev.fettle.intake.Signal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Tests that take longer than they did, by the logs of runs of the default branch that passed. A ticket ends when the test is fast again. */
public final class SlowerTests implements ScanSource {
    /** Of the newest runs of a branch. */
    private static final int MOST_RUNS = 40;

    /** Read in one look; the next one goes on. */
    private static final int MOST_LOGS = 15;

    private static final int MOST_TESTS = 1_000;
    private static final int LONGEST_NAME = 300;
    private static final Pattern FILE = Pattern.compile("^([\\w@.-]+(?:/[\\w@.-]+)*\\.(?:py|[cm]?[jt]sx?))(?:::.*)?$");

    private final Forge forge;
    private final TestTimeLog times;
    private final Scanner.KnownTickets known;
    private final Redactor redactor;
    private final InstantSource clock;

    public SlowerTests(
            Forge forge, TestTimeLog times, Scanner.KnownTickets known, Redactor redactor, InstantSource clock) {
        this.forge = forge;
        this.times = times;
        this.known = known;
        this.redactor = redactor;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "slower_tests";
    }

    @Override
    public boolean on(RepositorySettings settings) {
        return settings.sources().performance();
    }

    @Override
    public boolean ofTheTree() {
        return false;
    }

    @Override
    public Looked look(Place place) {
        Optional<Repository> onForge = place.onForge();
        if (onForge.isEmpty()) {
            return Looked.not(name(), ScanReason.NOT_THERE, "a folder has no runs of CI");
        }
        RepositoryRef repository = place.repository();
        List<CiRun> runs = forge.passedRuns(repository, onForge.get().defaultBranch(), MOST_RUNS);
        if (runs.isEmpty()) {
            return Looked.not(name(), ScanReason.NOT_THERE, "no run of a workflow has passed on the default branch");
        }
        runs.stream()
                .filter(run -> !times.has(repository, run))
                .limit(MOST_LOGS)
                .sorted(Comparator.comparingLong(CiRun::id))
                .forEach(run -> times.add(repository, run, read(repository, run)));
        return compared(place, new TreeSet<>(runs.stream().map(CiRun::name).toList()));
    }

    private Looked compared(Place place, Set<String> workflows) {
        List<Sighting> sightings = new ArrayList<>();
        List<Left> left = new ArrayList<>();
        for (String workflow : workflows) {
            List<TestTimeLog.Run> kept = times.runs(place.repository(), workflow).stream()
                    .filter(run -> !run.seconds().isEmpty())
                    .toList();
            Slowdowns slowdowns = new Slowdowns(kept);
            if (slowdowns.telling()) {
                sightings(place.repository(), workflow, kept, slowdowns).forEach(sightings::add);
            } else {
                left.add(new Left(
                        name(),
                        ScanReason.TOO_FEW_RUNS,
                        workflow + ": " + kept.size() + " runs with times of tests, of "
                                + (Slowdowns.FEWEST_BEFORE + Slowdowns.NEWEST) + " that it takes"));
            }
        }
        return new Looked(sightings, left, left.isEmpty());
    }

    /** What is slower than before, and what was so and still is: after some runs the new time is what it was before. */
    private List<Sighting> sightings(
            RepositoryRef repository, String workflow, List<TestTimeLog.Run> kept, Slowdowns slowdowns) {
        List<Sighting> sightings = new ArrayList<>();
        Set<String> tests = new TreeSet<>();
        kept.forEach(run -> tests.addAll(run.seconds().keySet()));
        for (String test : tests) {
            Optional<Slower> slower = slowdowns.of(test);
            Signal.TestSlower signal = signal(repository, workflow, slower.orElseGet(() -> nothingKnown(test)));
            if (slower.isPresent() || standsAbove(signal, slowdowns)) {
                sightings.add(new Sighting(signal, false));
            }
        }
        return sightings;
    }

    private boolean standsAbove(Signal.TestSlower signal, Slowdowns slowdowns) {
        Optional<Ticket> ticket = known.find(signal.repository().key(), Fingerprint.of(signal))
                .filter(found -> found.status() == Status.OPEN);
        return ticket.flatMap(SlowerTests::bound)
                .filter(bound -> !slowdowns.below(signal.test(), bound))
                .isPresent();
    }

    private static Optional<Double> bound(Ticket ticket) {
        return ticket.evidence().stream()
                .filter(Evidence.Anomaly.class::isInstance)
                .map(evidence -> ((Evidence.Anomaly) evidence).threshold())
                .findFirst();
    }

    /** For a sighting that only keeps its ticket open: the ticket has the numbers. */
    private static Slower nothingKnown(String test) {
        return new Slower(test, 0, 0, 0, List.of(0.0), 0, "");
    }

    private Signal.TestSlower signal(RepositoryRef repository, String workflow, Slower slower) {
        var file = FILE.matcher(slower.test());
        return new Signal.TestSlower(
                repository,
                clock.instant(),
                workflow,
                slower.test(),
                slower.before(),
                slower.spread(),
                slower.runsBefore(),
                slower.newest(),
                slower.bound(),
                slower.since(),
                file.matches() ? file.group(1) : "");
    }

    /** The slowest tests of a run, under names without secrets and private data. */
    private Map<String, Double> read(RepositoryRef repository, CiRun run) {
        Map<String, Double> all = new HashMap<>();
        for (CiLog log : forge.ciLogs(repository, run)) {
            TestTimes.read(log.content()).forEach((test, seconds) -> all.merge(test, seconds, Math::min));
        }
        List<String> slowest = all.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Collections.reverseOrder()))
                .limit(MOST_TESTS)
                .map(Map.Entry::getKey)
                .toList();
        Map<String, Double> clean = new HashMap<>();
        slowest.forEach(test -> clean.merge(
                UntrustedText.oneLine(redactor.redact(test), LONGEST_NAME), all.getOrDefault(test, 0.0), Math::max));
        return clean;
    }
}
