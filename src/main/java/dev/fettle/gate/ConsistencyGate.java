package dev.fettle.gate;

import dev.fettle.base.UntrustedText;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.gate.Statements.Commit;
import dev.fettle.gate.Statements.Number;
import dev.fettle.gate.Statements.Place;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.repair.FindingsGone;
import dev.fettle.repair.RedGreen;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds what a description says against the final diff and what was measured. There is no description when the other gates judge, so that this one is asked again
 * once it is composed: with its statements, before anything is opened.
 */
public final class ConsistencyGate implements Gate {
    private static final String ID = "consistency";

    /** What a description says of this gate when it is composed; it is opened only when that comes true. */
    public static final Verdict AGREES =
            new Verdict(ID, Outcome.PASS, "0 statements disagree with the diff and the measurements", "", List.of());

    /** Without these the description would leave out what it is for. */
    private static final Set<Number> NEEDED = Set.of(
            Number.LINES_ADDED,
            Number.LINES_REMOVED,
            Number.FILES,
            Number.RISK,
            Number.GATES_PASSED,
            Number.GATES_APPLICABLE);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String summary() {
        return "Every statement of the description agrees with the final diff and the measurements.";
    }

    @Override
    public Verdict judge(GateInput input) {
        String why = input.patch() == null
                ? "Not a patch of Fettle's: a person's words are theirs"
                : "Judged when the description is composed";
        return new Verdict(ID, Outcome.SKIPPED, why, "", List.of());
    }

    /** Judges a composed description by what it says. */
    public Verdict judge(Statements statements, Facts facts) {
        List<Finding> findings = new ArrayList<>();
        statements.contradictions().forEach(one -> disagrees(findings, "contradiction", one));
        numbers(statements, facts, findings);
        places(statements.places(), facts.patch().change(), findings);
        tests(statements.redTests(), facts, findings);
        commits(statements.commits(), facts, findings);
        gates(statements.gates(), facts, findings);
        if (findings.isEmpty()) {
            return AGREES;
        }
        String title = findings.size() + (findings.size() == 1 ? " statement disagrees" : " statements disagree")
                + " with the diff and the measurements, allowed 0";
        return new Verdict(
                ID, Outcome.FAIL, title, "Nothing is opened with a description that does not hold.", findings);
    }

    private static void numbers(Statements statements, Facts facts, List<Finding> findings) {
        Map<Number, Long> measured = measured(facts);
        statements.numbers().forEach((number, said) -> {
            Long is = measured.get(number);
            if (is == null) {
                disagrees(findings, "number", "It says " + said + " " + number.words() + ", which nobody measured.");
            } else if (!is.equals(said)) {
                disagrees(
                        findings, "number", "It says " + said + " for " + number.words() + ", measured is " + is + ".");
            }
        });
        NEEDED.stream()
                .filter(number -> !statements.numbers().containsKey(number))
                .sorted()
                .forEach(number -> disagrees(findings, "missing", "It does not say " + number.words() + "."));
    }

    private static Map<Number, Long> measured(Facts facts) {
        Change change = facts.patch().change();
        Map<Number, Long> measured = new EnumMap<>(Number.class);
        measured.put(Number.LINES_ADDED, (long) change.added());
        measured.put(Number.LINES_REMOVED, (long) change.removed());
        measured.put(Number.FILES, (long) change.files().size());
        measured.put(Number.RISK, (long) facts.risk());
        measured.put(Number.EFFORT, (long) facts.effort());
        measured.put(Number.GATES_PASSED, facts.gates().passes());
        measured.put(Number.GATES_APPLICABLE, facts.gates().applicable());
        if (facts.patch().proof() instanceof RedGreen proof) {
            suites(measured, proof.before(), proof.after());
            measured.put(Number.RED_TESTS, (long) proof.red().size());
        } else if (facts.patch().proof() instanceof FindingsGone gone) {
            suites(measured, gone.suiteBefore(), gone.suiteAfter());
        }
        return measured;
    }

    private static void suites(Map<Number, Long> measured, TestReport before, TestReport after) {
        measured.put(Number.TESTS_BEFORE, (long) before.outcomes().size());
        measured.put(Number.RED_BEFORE, (long) before.red().size());
        measured.put(Number.TESTS_AFTER, (long) after.outcomes().size());
        measured.put(Number.RED_AFTER, (long) after.red().size());
    }

    private static void places(List<Place> places, Change change, List<Finding> findings) {
        for (Place place : places) {
            List<FileChange> named = change.files().stream()
                    .filter(file -> names(place.path(), file.path()))
                    .toList();
            if (named.isEmpty()) {
                disagrees(findings, "place", "It names " + shown(place.path()) + ", which is not in the diff.");
            } else if (place.line() > 0 && named.stream().noneMatch(file -> changes(file, place.line()))) {
                disagrees(
                        findings,
                        "place",
                        "It names line " + place.line() + " of " + shown(place.path())
                                + ", which the diff leaves alone.");
            } else if (place.added() >= 0
                    && named.stream()
                            .noneMatch(file -> file.added() == place.added() && file.removed() == place.removed())) {
                disagrees(
                        findings,
                        "place",
                        "It says +" + place.added() + " −" + place.removed() + " of " + shown(place.path())
                                + ", which is not its size.");
            }
        }
    }

    private static boolean names(String said, String path) {
        String whole = bare(path);
        String named = bare(said);
        return said.startsWith(UntrustedText.CUT)
                ? whole.endsWith(named)
                : whole.equals(named) || whole.endsWith("/" + named);
    }

    /** What no renderer and no escaping changes. */
    private static String bare(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        UntrustedText.oneLine(text, Integer.MAX_VALUE - 1)
                .codePoints()
                .filter(c -> Character.isLetterOrDigit(c) || c == '/' || c == '.' || c == '#')
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean changes(FileChange file, int line) {
        return file.addedLines().stream().anyMatch(one -> one.number() == line)
                || (file.addedLines().isEmpty() && file.removedLines().stream().anyMatch(one -> one.number() == line));
    }

    private static void tests(List<String> names, Facts facts, List<Finding> findings) {
        List<String> red = facts.patch().proof() instanceof RedGreen proof
                ? proof.red().stream()
                        .map(TestOutcome::id)
                        .map(ConsistencyGate::shortName)
                        .toList()
                : List.of();
        for (String name : names) {
            boolean known = red.stream()
                    .anyMatch(id -> name.endsWith(UntrustedText.CUT)
                            ? bare(id).startsWith(bare(name))
                            : bare(id).equals(bare(name)));
            if (!known) {
                disagrees(
                        findings,
                        "test",
                        "It says that " + shown(name) + " became green, which the proof does not know.");
            }
        }
    }

    /** {@code RangeTest#end}: without the package. */
    private static String shortName(TestId id) {
        String name = id.className().substring(id.className().lastIndexOf('.') + 1);
        return id.method().isEmpty() ? name : name + "#" + id.method();
    }

    private static void commits(List<Commit> commits, Facts facts, List<Finding> findings) {
        String patch = Waiver.patchOf(facts.patch().change());
        for (Commit commit : commits) {
            String is = switch (commit.role()) {
                case BASE -> facts.base();
                case HEAD -> facts.head();
                case PATCH -> patch;
            };
            if (commit.id().length() < 7 || !is.startsWith(commit.id())) {
                disagrees(
                        findings,
                        "commit",
                        "It names " + shown(commit.id()) + " as the "
                                + commit.role().name().toLowerCase(Locale.ROOT) + ", which is another.");
            }
        }
        Set<Statements.Role> said = commits.stream().map(Commit::role).collect(Collectors.toSet());
        for (Statements.Role role : Statements.Role.values()) {
            if (!said.contains(role)) {
                disagrees(
                        findings,
                        "missing",
                        "It does not name the " + role.name().toLowerCase(Locale.ROOT) + ".");
            }
        }
    }

    private static void gates(Map<String, String> said, Facts facts, List<Finding> findings) {
        said.forEach((gate, outcome) -> {
            Optional<Verdict> verdict = facts.gates().verdicts().stream()
                    .filter(one -> one.gate().equals(gate))
                    .findFirst();
            boolean waived = verdict.flatMap(facts.gates()::waiver).isPresent();
            String is = verdict.map(one -> one.outcome().name().toLowerCase(Locale.ROOT))
                    .orElse("not there");
            if (!outcome.equals(is) && !(waived && outcome.startsWith("waived"))) {
                disagrees(
                        findings,
                        "gate",
                        "It says " + shown(outcome) + " of the gate " + shown(gate) + ", which is " + is + ".");
            }
        });
    }

    private static String shown(String foreign) {
        return UntrustedText.oneLine(foreign, 80);
    }

    private static void disagrees(List<Finding> findings, String kind, String message) {
        findings.add(new Finding("the description", 0, kind, message));
    }
}
