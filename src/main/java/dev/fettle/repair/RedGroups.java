package dev.fettle.repair;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.Project;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTraceParser;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestOutcome.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Red tests told apart by what seems to be their cause. Nobody named one, and some may have been red for long, for reasons of their own (a newer JDK, a time zone):
 * no single change mends them all. Tests belong together that share a class, or the line of the project's own code at which they broke off.
 */
final class RedGroups {
    /** Beyond so many groups, most are the machine's doing, and to try them all would leave none its time. */
    private static final int MOST = 4;

    private static final int THE_MACHINE = 2_000_000;

    /** What tests say when the machine, not the program, is at fault. */
    private static final List<String> OF_THE_MACHINE = List.of(
            "InaccessibleObjectException",
            "does not \"opens ",
            "does not \"exports ",
            "UnknownHostException",
            "ConnectException",
            "SocketException",
            "HeadlessException",
            "UnsatisfiedLinkError",
            "ClassNotFoundException",
            "NoClassDefFoundError",
            "NoSuchFieldException: modifiers",
            "Security Manager");

    private static final Pattern COMPARED = Pattern.compile("(?s)expected: ?<(.{2,900}?)> but was: ?<(.{2,900}?)>");

    private final Reproduction whole;
    private final Predicate<String> production;

    /** @param production whether a top-level class, by its name, is the project's own and no test */
    RedGroups(Reproduction whole, Predicate<String> production) {
        this.whole = whole;
        this.production = production;
    }

    static RedGroups of(Reproduction whole, Problem problem) {
        return new RedGroups(whole, production(problem)::contains);
    }

    /** Names of the top-level classes below the project's production folders. */
    private static Set<String> production(Problem problem) {
        Set<String> names = new HashSet<>();
        for (Project.Module module : problem.project().modules()) {
            for (String folder : module.sources()) {
                problem.workspace().files().stream()
                        .filter(path -> path.startsWith(folder + "/"))
                        .filter(path -> path.endsWith(".java") || path.endsWith(".kt"))
                        .map(path -> path.substring(folder.length() + 1, path.lastIndexOf('.')))
                        .forEach(path -> names.add(path.replace('/', '.')));
            }
        }
        return names;
    }

    /** One reproduction for each group, for which the other groups' tests are red before; the most promising first. The whole, where there is one group. */
    List<Reproduction> apart() {
        List<List<TestOutcome>> groups = groups();
        if (groups.size() < 2) {
            return List.of(whole);
        }
        groups.sort(Comparator.comparingInt(this::promise));
        // What the machine does is not mended by a change of the program; it is looked at where nothing else is red.
        List<List<TestOutcome>> ours =
                groups.stream().filter(group -> promise(group) < THE_MACHINE).toList();
        return (ours.isEmpty() ? groups : ours)
                .stream().limit(MOST).map(this::alone).toList();
    }

    private Reproduction alone(List<TestOutcome> group) {
        Set<TestId> others = new HashSet<>(whole.redBefore());
        whole.red().stream()
                .filter(outcome -> !group.contains(outcome))
                .map(TestOutcome::id)
                .forEach(others::add);
        return new Reproduction(group, whole.baseline(), whole.whole(), others, whole.flaky(), whole.written());
    }

    private List<List<TestOutcome>> groups() {
        List<TestOutcome> red = whole.red();
        int[] group = IntStream.range(0, red.size()).toArray();
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (int i = 0; i < red.size(); i++) {
            for (String mark : marks(red.get(i))) {
                Integer first = seen.putIfAbsent(mark, i);
                if (first != null) {
                    merge(group, group[first], group[i]);
                }
            }
        }
        return new ArrayList<>(IntStream.range(0, red.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> group[i], LinkedHashMap::new, Collectors.mapping(red::get, Collectors.toList())))
                .values());
    }

    private static void merge(int[] group, int into, int from) {
        for (int i = 0; i < group.length; i++) {
            if (group[i] == from) {
                group[i] = into;
            }
        }
    }

    private Set<String> marks(TestOutcome outcome) {
        Set<String> marks = new LinkedHashSet<>();
        marks.add(outer(outcome.id().className()));
        own(outcome).ifPresent(frame -> marks.add(frame.className() + ":" + frame.line()));
        return marks;
    }

    /** Where in the project's own code it broke off, if it did. */
    private Optional<Frame> own(TestOutcome outcome) {
        Failure failure = outcome.failure();
        return failure == null
                ? Optional.empty()
                : StackTraceParser.parse(failure.stackTrace())
                        .flatMap(trace -> trace.parts().stream()
                                .flatMap(part -> part.frames().stream())
                                .filter(frame -> production.test(outer(frame.className())))
                                .findFirst());
    }

    /** The same words in another order: what a hash table yields, which is another on each JDK. */
    private static boolean otherOrder(String message) {
        Matcher values = COMPARED.matcher(message);
        return values.find()
                && !values.group(1).equals(values.group(2))
                && words(values.group(1)).equals(words(values.group(2)));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty())
                .sorted()
                .toList();
    }

    private static String outer(String className) {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }

    /** Lower is better: broken off in the project's own code, then wrong in what it says, then the machine's. Fewer tests first among equals: a mistake that many see is rarely committed. */
    private int promise(List<TestOutcome> group) {
        boolean machine = group.stream()
                .map(TestOutcome::failure)
                .filter(Objects::nonNull)
                .anyMatch(failure -> OF_THE_MACHINE.stream()
                                .anyMatch(word -> failure.type().contains(word)
                                        || failure.message().contains(word)
                                        || failure.stackTrace().contains(word))
                        || otherOrder(failure.message()));
        boolean broken = group.stream().anyMatch(outcome -> own(outcome).isPresent());
        return (machine ? THE_MACHINE : broken ? 0 : 1_000_000) + Math.min(group.size(), 999_999);
    }
}
