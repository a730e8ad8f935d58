package dev.fettle.gate.loop;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.TwoTrees.Side;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which tests are measured: those of classes in which all pass on both sides, since a test that fails ends early; of a long suite only those nearest to the change.
 *
 * @param only the test classes to run; empty for the whole suite
 * @param seconds that they took on the longer side
 * @param note for a person; "" when it is the whole suite
 */
record MeasuredTests(List<TestId> only, double seconds, String note) {
    /** Of tests that are run again and again, as long as they took on the base: what became slow is not left out for being slow. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** Once one such class is among them. */
    private static final Duration LONGEST_OF_HEAD = Duration.ofSeconds(60);

    /** A class that took so many times as long in the one run that was made, and so many seconds more, is measured first. */
    private static final double MUCH = 2;

    private static final double MUCH_SECONDS = 1;

    static MeasuredTests of(TwoTrees trees, Change change, TestReport base, TestReport head) {
        SortedMap<String, Double> before = seconds(base);
        SortedMap<String, Double> after = seconds(head);
        Set<String> classes = new HashSet<>(before.keySet());
        classes.retainAll(after.keySet());
        Set<String> unequal = new HashSet<>(red(base));
        unequal.addAll(red(head));
        boolean all = unequal.isEmpty() && classes.containsAll(before.keySet()) && classes.containsAll(after.keySet());
        classes.removeAll(unequal);
        double total = classes.stream()
                .mapToDouble(type -> longer(type, before, after))
                .sum();
        if (total <= LONGEST.toSeconds()) {
            return all || classes.isEmpty()
                    ? new MeasuredTests(List.of(), classes.isEmpty() ? 0 : total, "")
                    : new MeasuredTests(ids(classes), total, classes.size() + " test classes that pass on both sides");
        }
        return nearest(trees, change, classes, before, after);
    }

    private static MeasuredTests nearest(
            TwoTrees trees,
            Change change,
            Set<String> classes,
            SortedMap<String, Double> before,
            SortedMap<String, Double> after) {
        Map<String, Integer> distances = BuiltClasses.all(trees, Side.HEAD).distancesTo(changed(trees, change));
        Set<String> slower = new HashSet<>();
        classes.stream().filter(type -> muchSlower(type, before, after)).forEach(slower::add);
        List<String> inOrder = classes.stream()
                .filter(type -> slower.contains(type) || distances.containsKey(outer(type)))
                .sorted(Comparator.comparing((String type) -> slower.contains(type) ? 0 : 1)
                        .thenComparing(type -> distances.getOrDefault(outer(type), Integer.MAX_VALUE))
                        .thenComparing(type -> type))
                .toList();
        List<String> chosen = new ArrayList<>();
        double total = 0;
        double onBase = 0;
        for (String type : inOrder) {
            double more = before.getOrDefault(type, 0.0);
            double longer = longer(type, before, after);
            boolean fits = onBase + more <= LONGEST.toSeconds() && total + longer <= LONGEST_OF_HEAD.toSeconds();
            if (chosen.isEmpty() || fits) {
                chosen.add(type);
                onBase += more;
                total += longer;
            }
        }
        String which = slower.isEmpty() ? "" : "those that took much longer in the first run, and ";
        String note =
                chosen.size() + " of " + classes.size() + " test classes, " + which + "those nearest to the change";
        return new MeasuredTests(ids(chosen), total, note);
    }

    private static boolean muchSlower(String type, Map<String, Double> before, Map<String, Double> after) {
        double was = before.getOrDefault(type, 0.0);
        double is = after.getOrDefault(type, 0.0);
        return is > was * MUCH && is > was + MUCH_SECONDS;
    }

    /** The classes that a change touches, by the names of their files. */
    private static Set<String> changed(TwoTrees trees, Change change) {
        Set<String> names = new HashSet<>();
        for (FileChange file : change.files()) {
            for (Project.Module module : trees.tree(Side.HEAD).project().modules()) {
                List<String> folders = new ArrayList<>(module.sources());
                folders.addAll(module.tests());
                for (String folder : folders) {
                    int dot = file.path().lastIndexOf('.');
                    if (file.path().startsWith(folder + "/") && dot > folder.length()) {
                        names.add(
                                file.path().substring(folder.length() + 1, dot).replace('/', '.'));
                    }
                }
            }
        }
        return names;
    }

    private static String outer(String type) {
        int nested = type.indexOf('$');
        return nested < 0 ? type : type.substring(0, nested);
    }

    private static double longer(String type, Map<String, Double> before, Map<String, Double> after) {
        return Math.max(before.getOrDefault(type, 0.0), after.getOrDefault(type, 0.0));
    }

    private static List<TestId> ids(Iterable<String> classes) {
        List<TestId> ids = new ArrayList<>();
        classes.forEach(type -> ids.add(new TestId(type, "")));
        ids.sort(Comparator.naturalOrder());
        return ids;
    }

    private static SortedMap<String, Double> seconds(TestReport report) {
        SortedMap<String, Double> seconds = new TreeMap<>();
        report.outcomes()
                .forEach(outcome ->
                        seconds.merge(outcome.id().className(), outcome.time().toNanos() / 1e9, Double::sum));
        return seconds;
    }

    private static Set<String> red(TestReport report) {
        Set<String> red = new HashSet<>();
        report.red().stream().map(TestOutcome::id).map(TestId::className).forEach(red::add);
        return red;
    }
}
