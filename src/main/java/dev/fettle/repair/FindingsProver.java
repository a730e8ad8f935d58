package dev.fettle.repair;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.repair.Analyser.Finding;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.Problem.RuleFinding;
import dev.fettle.repair.RuleFixer.Fixed;
import dev.fettle.repair.Search.Plausible;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.workspace.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The only maker of a {@link FindingsGone}: runs the whole suite without and with the mended file, each in a clean tree in a fresh sandbox, and believes the fix only
 * when the rule finds less, no rule finds more, nothing became red and no test went missing.
 */
public final class FindingsProver {
    private final Sandboxes sandboxes;
    private final Duration limit;

    /** @param limit of one run of the whole suite */
    public FindingsProver(Sandboxes sandboxes, Duration limit) {
        this.sandboxes = sandboxes;
        this.limit = limit;
    }

    /** How it ended. */
    public sealed interface Outcome {}

    /**
     * It holds. The workspace has the patch applied.
     *
     * @param reproduction the suite before, of which nothing is wanted to become green
     * @param search the one candidate that there was
     */
    public record Proved(Patch patch, Reproduction reproduction, Search search) implements Outcome {}

    /** It does not hold, or could not be tried. The workspace is as it was. */
    public record Refused(RepairReason reason, String detail, boolean error) implements Outcome {}

    /** Tries to prove a fix. @param left of the repair's time: no run takes longer */
    public Outcome prove(
            Problem problem, RuleFinding finding, Fixed fixed, String engine, Duration left, Progress progress) {
        problem.workspace().reset();
        Optional<String> more = worse(finding, fixed);
        if (more.isPresent()) {
            return new Refused(RepairReason.NOT_PROVED, more.get(), false);
        }
        String old = problem.workspace().read(finding.path()).orElse("");
        Candidate candidate = candidate(finding, fixed, old);
        progress.note("clean checkouts, full builds, whole suites: " + candidate.summary());
        SideBySide.Both<TestRun, TestRun> runs = SideBySide.run(
                () -> run(problem, Map.of(), left), () -> run(problem, Map.of(finding.path(), fixed.text()), left));
        Optional<Reproducer.NotReproduced> broken = Reproducer.broken(runs.first(), problem);
        if (broken.isPresent()) {
            return new Refused(
                    broken.get().reason(), broken.get().detail(), broken.get().error());
        }
        TestReport before = runs.first().report();
        List<String> objections = objections(before, runs.second());
        if (!objections.isEmpty()) {
            return new Refused(RepairReason.NOT_PROVED, String.join("; ", objections), false);
        }
        problem.workspace().write(Map.of(finding.path(), fixed.text()));
        return proved(
                problem,
                finding,
                fixed,
                candidate,
                engine,
                before,
                runs.second().report());
    }

    private static Proved proved(
            Problem problem,
            RuleFinding finding,
            Fixed fixed,
            Candidate candidate,
            String engine,
            TestReport before,
            TestReport after) {
        Change change = problem.workspace().change();
        Set<TestId> red = ids(before.red());
        FindingsGone proof = new FindingsGone(
                finding.rule(),
                count(finding.rule(), fixed.before()),
                count(finding.rule(), fixed.after()),
                before,
                after,
                problem.tool().command(problem.workspace().root(), problem.project(), List.of()));
        Plausible only = new Plausible(candidate, 1, List.of("the rule's own fix"));
        Search search =
                new Search(List.of(only), 1, List.of(), 1, 1, 1, Map.of(), List.of("the rule says what was meant"));
        return new Proved(
                new Patch(change, proof, candidate, engine, 1, List.of(), null),
                new Reproduction(List.of(), before, red, Set.of(), null),
                search);
    }

    /** What a rule finds more of than before, or finds still. */
    private static Optional<String> worse(RuleFinding finding, Fixed fixed) {
        if (fixed.after().stream().anyMatch(left -> of(left, finding))) {
            return Optional.of(finding.rule() + " still finds something in the file");
        }
        Map<String, Long> before = counts(fixed.before());
        return counts(fixed.after()).entrySet().stream()
                .filter(rule -> rule.getValue() > before.getOrDefault(rule.getKey(), 0L))
                .map(rule -> rule.getKey() + " finds more than before")
                .sorted()
                .findFirst();
    }

    private static boolean of(Finding one, RuleFinding finding) {
        return one.rule().equals(finding.rule()) && one.path().equals(finding.path());
    }

    private static Map<String, Long> counts(List<Finding> findings) {
        return findings.stream().collect(Collectors.groupingBy(Finding::rule, Collectors.counting()));
    }

    private static int count(String rule, List<Finding> findings) {
        return (int) findings.stream().filter(one -> one.rule().equals(rule)).count();
    }

    private static List<String> objections(TestReport before, TestRun head) {
        Set<TestId> redBefore = ids(before.red());
        return Regressions.notEnded(head)
                .map(List::of)
                .orElseGet(() -> Regressions.between(before, head.report(), redBefore::contains));
    }

    private static Set<TestId> ids(List<TestOutcome> outcomes) {
        return outcomes.stream().map(TestOutcome::id).collect(Collectors.toSet());
    }

    /** One edit, from the first character that differs to the last. */
    private static Candidate candidate(RuleFinding finding, Fixed fixed, String old) {
        String text = fixed.text();
        int shorter = Math.min(old.length(), text.length());
        int start = 0;
        while (start < shorter && old.charAt(start) == text.charAt(start)) {
            start++;
        }
        int same = 0;
        while (same < shorter - start && old.charAt(old.length() - 1 - same) == text.charAt(text.length() - 1 - same)) {
            same++;
        }
        List<Finding> here =
                fixed.before().stream().filter(one -> of(one, finding)).toList();
        int line = here.isEmpty() ? 1 : here.get(0).line();
        Edit edit = new Edit(finding.path(), start, old.length() - same, text.substring(start, text.length() - same));
        return new Candidate(1, finding.rule(), List.of(edit), finding.path(), line, 1, summary(here, old));
    }

    /** What becomes what, where the rule says it for one line; else what it says is wrong. */
    private static String summary(List<Finding> here, String old) {
        if (here.isEmpty()) {
            return "what the rule found is mended";
        }
        Finding first = here.get(0);
        String line = old.lines()
                .skip(Math.max(0, first.line() - 1))
                .findFirst()
                .map(String::strip)
                .orElse("");
        String said = first.suggestion().isEmpty() || line.isEmpty()
                ? first.message()
                : "'" + line + "' becomes '" + first.suggestion() + "'";
        int more = here.size() - 1;
        return more > 0 ? said + " (and " + more + " more in the file)" : said;
    }

    private TestRun run(Problem problem, Map<String, String> texts, Duration left) {
        return SuiteRun.of(sandboxes, problem, texts, List.of(), limit.compareTo(left) < 0 ? limit : left);
    }
}
