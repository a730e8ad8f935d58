package dev.fettle.repair.run;

import dev.fettle.build.Project;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTraceParser;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Suspect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says which production lines may be at fault, from which tests ran them, from what the failure itself says and from what changed
 * lately. Each reason takes its share of the doubt that the others leave; so a line that all tests run still comes first when it
 * threw. Test code and generated code are never suspects.
 */
public final class Localiser {
    private static final double SPECTRUM = 0.7;
    private static final double SPECTRUM_OF_METHOD = 0.15;
    private static final double RECENT = 0.5;
    private static final double MOST = 0.999;

    /** What a class is given when it is loaded counts for every test, and is rarely what is wrong: of a table's many values each would be a rival of the code that reads them. */
    private static final double GIVEN_AT_LOADING = 0.5;

    private final Project project;
    private final SourceFiles sources;
    private final Function<String, Optional<String>> read;
    private final @Nullable StackTrace reported;
    private final Map<String, List<Integer>> recentLines;

    public Localiser(Problem problem) {
        this(problem, problem.workspace()::read);
    }

    /** @param read the text of a path, where it is not the workspace's */
    public Localiser(Problem problem, Function<String, Optional<String>> read) {
        this(problem.project(), problem.workspace().files(), read, problem.trace(), problem.recentLines());
    }

    Localiser(
            Project project,
            Collection<String> files,
            Function<String, Optional<String>> read,
            @Nullable StackTrace reported,
            Map<String, List<Integer>> recentLines) {
        this.project = project;
        this.sources = new SourceFiles(project, files);
        this.read = read;
        this.reported = reported;
        this.recentLines = recentLines;
    }

    /**
     * Ranks the lines that the failing tests ran.
     *
     * @param failing the tests to be made green, named as in Surefire's reports
     * @return most suspicious first; empty when the failing tests reach no production line of the tree
     */
    public List<Suspect> rank(Baseline baseline, List<TestId> failing) {
        Optional<LineTable> found =
                baseline.coverage().values().stream().findAny().map(Coverage::table);
        if (found.isEmpty()) {
            return List.of();
        }
        LineTable table = found.get();
        Set<TestId> red = Spectrum.match(baseline, failing);
        Spectrum spectrum = new Spectrum(baseline, table, red);
        Set<String> production = new HashSet<>();
        for (int index = 0; index < table.size(); index++) {
            production.add(table.line(index).className());
        }
        Hints hints = hints(baseline, red, production);
        Map<String, Double> ofMethods = bestOfMethods(spectrum, table);
        List<Suspect> suspects = new ArrayList<>();
        spectrum.lines().stream()
                .forEach(index -> sources.of(table.line(index))
                        .ifPresent(path -> suspects.add(suspect(path, index, table, spectrum, hints, ofMethods))));
        addFramesWithoutCoverage(suspects, hints);
        List<Suspect> ranked = onePerLine(suspects);
        ranked.sort(Comparator.comparingDouble(Suspect::suspiciousness)
                .reversed()
                .thenComparing(Suspect::path)
                .thenComparingInt(Suspect::line));
        return List.copyOf(ranked);
    }

    /** Nested and anonymous classes share lines with those around them; the strongest suspicion stands. */
    private static List<Suspect> onePerLine(List<Suspect> suspects) {
        Map<String, Suspect> best = new LinkedHashMap<>();
        for (Suspect suspect : suspects) {
            best.merge(
                    suspect.path() + ":" + suspect.line(),
                    suspect,
                    (a, b) -> a.suspiciousness() >= b.suspiciousness() ? a : b);
        }
        return new ArrayList<>(best.values());
    }

    private Hints hints(Baseline baseline, Set<TestId> red, Set<String> production) {
        Hints hints = new Hints();
        if (reported != null) {
            hints.thrown(reported, production);
        }
        for (TestOutcome outcome : baseline.outcomes()) {
            if (red.contains(outcome.id())) {
                Optional<StackTrace> thrown = Optional.ofNullable(outcome.failure())
                        .flatMap(failure -> StackTraceParser.parse(failure.stackTrace()));
                thrown.ifPresent(trace -> hints.thrown(trace, production));
                hints.failed(outcome.id(), failingLine(outcome.id(), thrown));
                hints.endless(
                        baseline.endless().getOrDefault(outcome.id(), List.of()),
                        baseline.loops().get(outcome.id()),
                        production);
            }
        }
        return hints;
    }

    /** The line of the test's own source where it failed: an assertion names its subject there. */
    private String failingLine(TestId test, Optional<StackTrace> thrown) {
        for (Frame frame : thrown.map(StackTrace::frames).orElse(List.of())) {
            if (frame.className().equals(test.className())) {
                return textOf(frame);
            }
        }
        return "";
    }

    private String textOf(Frame frame) {
        int dot = frame.className().lastIndexOf('.');
        String relative =
                (dot < 0 ? "" : frame.className().substring(0, dot + 1).replace('.', '/')) + frame.file();
        for (Project.Module module : project.modules()) {
            for (String folder : module.tests()) {
                Optional<String> text = read.apply(folder + "/" + relative);
                if (text.isPresent()) {
                    List<String> lines = text.get().lines().toList();
                    return frame.line() >= 1 && frame.line() <= lines.size() ? lines.get(frame.line() - 1) : "";
                }
            }
        }
        return "";
    }

    private static Map<String, Double> bestOfMethods(Spectrum spectrum, LineTable table) {
        Map<String, Double> best = new HashMap<>();
        spectrum.lines().stream()
                .forEach(index -> best.merge(methodKey(table, index), spectrum.ochiai(index), Math::max));
        return best;
    }

    private static String methodKey(LineTable table, int index) {
        return table.line(index).className() + "#" + table.method(index);
    }

    private Suspect suspect(
            String path, int index, LineTable table, Spectrum spectrum, Hints hints, Map<String, Double> ofMethods) {
        SourceLine line = table.line(index);
        List<String> why = new ArrayList<>();
        double doubt = 1 - SPECTRUM * spectrum.ochiai(index);
        doubt *= 1 - SPECTRUM_OF_METHOD * ofMethods.getOrDefault(methodKey(table, index), 0.0);
        for (Hints.Hint hint : hints.of(line, table.method(index))) {
            doubt *= 1 - hint.weight();
            why.add(hint.why());
        }
        if (recentLines.getOrDefault(path, List.of()).contains(line.line())) {
            doubt *= 1 - RECENT;
            why.add("changed lately");
        }
        why.add(spectrum.why(index));
        double share = table.method(index).equals("<clinit>") && !hints.name(line) ? GIVEN_AT_LOADING : 1;
        return new Suspect(
                path,
                line.line(),
                Math.min(MOST, (1 - doubt) * share),
                String.join("; ", why),
                OptionalInt.of(spectrum.failingOf(index) + spectrum.passingOf(index)));
    }

    /** A test that took its JVM with it leaves no coverage, but perhaps a trace. */
    private void addFramesWithoutCoverage(List<Suspect> suspects, Hints hints) {
        Set<String> known = new HashSet<>();
        suspects.forEach(suspect -> known.add(suspect.path() + ":" + suspect.line()));
        for (Frame frame : hints.frames()) {
            sources.of(frame.className(), frame.file())
                    .filter(path -> frame.line() > 0 && known.add(path + ":" + frame.line()))
                    .ifPresent(path ->
                            suspects.add(new Suspect(path, frame.line(), 0.5, "on the stack of what was thrown")));
        }
    }
}
