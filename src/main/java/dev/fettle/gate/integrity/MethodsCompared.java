package dev.fettle.gate.integrity;

import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The test methods of a change, each beside what it was before: by its name, in another file of the change, or under another name when it calls the same. What a method asserts is
 * read through the methods of its file that it calls, so that assertions may be shared; and each assertion that is gone is held against the one that took its place.
 */
final class MethodsCompared {
    private static final int DEEPEST = 3;
    private static final double LEAST_SHARED = 0.5;
    private static final Pattern CALL = Pattern.compile("\\b([A-Za-z_]\\w*)\\s*\\(");
    private static final Pattern OF_LIBRARIES = Pattern.compile(
            "assert\\w*|verify|expect\\w*|fail|of|if|for|while|switch|catch|isEqualTo|toBe|toEqual|add|get|println|it|test|def");

    /** A file on both sides. */
    private record Sides(FileChange file, Map<String, TestMethod> before, Map<String, TestMethod> after) {}

    private record Place(FileChange file, TestMethod method, Map<String, TestMethod> around) {}

    private record Pair(Place before, Place after) {}

    private final List<Sides> files = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final List<Place> lost = new ArrayList<>();
    /** New ones that took no other one's place. */
    private final List<Place> come = new ArrayList<>();

    private final List<TestMethod> allNew;
    private final Map<String, Integer> added = new HashMap<>();
    private final GoneWithTheirCode gone;

    /** @param followed the files of a change, moves followed */
    MethodsCompared(List<FileChange> followed, GoneWithTheirCode gone) {
        this.gone = gone;
        for (FileChange file : followed) {
            if (TestSources.isTest(file.path()) && TestSources.isCode(file.path())) {
                files.add(new Sides(file, methods(file.path(), file.before()), methods(file.path(), file.after())));
            }
        }
        files.forEach(this::sameNames);
        allNew = come.stream().map(Place::method).filter(TestMethod::test).toList();
        others();
        files.forEach(this::count);
    }

    /** Whether a line of a file belongs to a test that is new, and that took no other one's place. */
    boolean isNew(FileChange file, int line) {
        boolean whole = file.kind() == Kind.ADDED
                && pairs.stream().noneMatch(pair -> pair.after().file().equals(file));
        boolean inTest = come.stream()
                .anyMatch(place -> place.file().equals(file)
                        && place.method().test()
                        && place.method().holds(line));
        return lost.isEmpty() && (whole || inTest);
    }

    /** How many assertions the tests of a file make through methods that they share, beyond those that stand there. */
    int shared(FileChange file, boolean after) {
        return files.stream()
                .filter(sides -> sides.file().path().equals(file.path()))
                .map(sides -> after ? sides.after() : sides.before())
                .flatMap(methods -> methods.values().stream()
                        .filter(TestMethod::test)
                        .map(method -> weight(all(method, methods)) - weight(Assertion.in(method))))
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** What became of the tests of a file that are there no more. */
    enum Loss {
        /** Nobody can tell: they are not written in a way that is read here. */
        UNKNOWN,
        /** Some are gone without a trace. */
        GONE,
        /** All that they called is called by tests of the change. */
        REWRITTEN,
        /** All that they asserted is asserted, word for word. */
        MERGED
    }

    /** Asked of a file that has fewer tests than before. */
    Loss loss(FileChange file) {
        List<Place> here = lost.stream()
                .filter(place -> place.file().path().equals(file.path()))
                .toList();
        if (here.isEmpty()) {
            return Loss.UNKNOWN;
        }
        if (here.stream().allMatch(this::assertedElsewhere)) {
            return Loss.MERGED;
        }
        return here.stream().allMatch(this::calledElsewhere) ? Loss.REWRITTEN : Loss.GONE;
    }

    /** A test that is gone although the change has as many as before: one that does something else is no substitute. */
    void exchanged(List<Finding> findings, List<Finding> doubts) {
        for (Place place : lost) {
            if (come.stream().noneMatch(one -> one.method().test())
                    || assertedElsewhere(place)
                    || calledElsewhere(place)) {
                continue; // the count of tests tells of those
            }
            boolean explained = gone.explains(place.method().code());
            (explained ? doubts : findings)
                    .add(new Finding(
                            place.file().path(),
                            lineNow(place),
                            "fewer-tests",
                            "The test " + place.method().name()
                                    + " is gone; those that the change adds do something else."));
        }
    }

    /** Assertions that say less than those whose place they took, and those whose place nothing took. */
    void assertions(List<Finding> findings, List<Finding> doubts) {
        Set<Finding> found = new java.util.LinkedHashSet<>();
        for (Pair pair : pairs) {
            compare(pair, found, doubts);
        }
        findings.addAll(found);
        for (Place place : come) {
            ofNothing(place, findings);
        }
        for (Pair pair : pairs) {
            if (pair.before().method().test()) {
                ofNothing(pair.after(), findings);
            }
        }
    }

    private static void ofNothing(Place place, List<Finding> findings) {
        for (Assertion assertion : Assertion.in(place.method())) {
            boolean isAdded = place.file().addedLines().stream().anyMatch(line -> line.number() == assertion.line());
            if (isAdded
                    && assertion.ofNothing()
                    && findings.stream()
                            .noneMatch(one -> one.line() == assertion.line()
                                    && one.path().equals(place.file().path()))) {
                findings.add(new Finding(
                        place.file().path(), assertion.line(), "always-true", "An assertion that cannot fail."));
            }
        }
    }

    private void compare(Pair pair, Set<Finding> findings, List<Finding> doubts) {
        List<Assertion> before =
                new ArrayList<>(all(pair.before().method(), pair.before().around()));
        List<Assertion> after =
                new ArrayList<>(all(pair.after().method(), pair.after().around()));
        for (Assertion old : List.copyOf(before)) {
            Optional<Assertion> same =
                    after.stream().filter(one -> one.text().equals(old.text())).findFirst();
            if (same.isPresent()) {
                after.remove(same.get());
                before.remove(old);
            }
        }
        Map<Assertion, Integer> left = new LinkedHashMap<>();
        after.forEach(one -> left.merge(one, one.weight(), Integer::sum));
        before.sort(Comparator.comparing((Assertion one) -> one.strength()).reversed());
        String path = pair.after().file().path();
        for (Assertion old : before) {
            Optional<Assertion> instead = left.entrySet().stream()
                    .filter(entry -> entry.getValue() > 0)
                    .map(Map.Entry::getKey)
                    .max(Comparator.comparingInt((Assertion one) -> one.shared(old))
                            .thenComparing(Assertion::strength));
            if (instead.isEmpty()) {
                boolean elsewhere = added.getOrDefault(old.text(), 0) > 0;
                // what the project's own assertions say is counted by their names
                if (!elsewhere && old.own().isEmpty()) {
                    (gone.explains(old.text()) ? doubts : findings)
                            .add(new Finding(
                                    path,
                                    pair.after().method().line(),
                                    "fewer-assertions",
                                    "The test " + pair.after().method().name() + " asserts less than before."));
                }
                continue;
            }
            Assertion now = instead.get();
            left.merge(now, -Math.max(1, old.weight()), Integer::sum);
            if (weaker(old, now)) {
                findings.add(new Finding(
                        path, now.line(), "loosened", "An assertion that named the expected value asks for less."));
            }
        }
    }

    private static boolean weaker(Assertion old, Assertion now) {
        boolean related = now.shared(old) > 0;
        Strength before =
                old.strength() == Strength.WHOLE && Strength.ofSize(old.text()) ? Strength.PART : old.strength();
        boolean fewer = now.strength().compareTo(before) < 0;
        return related && fewer;
    }

    private Map<String, TestMethod> methods(String path, @Nullable String text) {
        return text == null ? Map.of() : TestMethod.byName(TestMethod.in(path, text));
    }

    private void sameNames(Sides sides) {
        sides.before().forEach((name, method) -> {
            TestMethod now = sides.after().get(name);
            Place before = new Place(sides.file(), method, sides.before());
            if (now != null && (now.test() || !method.test())) {
                pairs.add(new Pair(before, new Place(sides.file(), now, sides.after())));
            } else if (method.test()) {
                lost.add(before);
            }
        });
        sides.after().forEach((name, method) -> {
            TestMethod before = sides.before().get(name);
            if (before == null || method.test() && !before.test()) {
                come.add(new Place(sides.file(), method, sides.after()));
            }
        });
    }

    /** Those that are new under another name or in another file. */
    private void others() {
        for (Place old : List.copyOf(lost)) {
            Optional<Place> now = come.stream()
                    .filter(one -> one.method().test())
                    .filter(one -> one.method().name().equals(old.method().name()) || similar(old, one) > LEAST_SHARED)
                    .max(Comparator.comparing((Place one) ->
                                    one.method().name().equals(old.method().name()))
                            .thenComparing(one -> similar(old, one)));
            if (now.isPresent()) {
                pairs.add(new Pair(old, now.get()));
                lost.remove(old);
                come.remove(now.get());
            }
        }
    }

    /** 1 where both have the same words. */
    private static double similar(Place one, Place other) {
        Set<String> words = words(one.method().code());
        Set<String> others = words(other.method().code());
        Set<String> both = new HashSet<>(words);
        both.retainAll(others);
        Set<String> all = new HashSet<>(words);
        all.addAll(others);
        return all.isEmpty() ? 1 : both.size() / (double) all.size();
    }

    private static Set<String> words(String code) {
        return new HashSet<>(List.of(code.strip().split("\\W+")));
    }

    /** What tests assert that no test of this name and file did. */
    private void count(Sides sides) {
        sides.after().forEach((name, method) -> {
            if (method.test()) {
                all(method, sides.after()).forEach(one -> added.merge(one.text(), 1, Integer::sum));
                TestMethod before = sides.before().get(name);
                if (before != null) {
                    all(before, sides.before()).forEach(one -> added.merge(one.text(), -1, Integer::sum));
                }
            }
        });
    }

    private boolean assertedElsewhere(Place place) {
        List<Assertion> all = all(place.method(), place.around());
        return !all.isEmpty() && all.stream().allMatch(one -> added.getOrDefault(one.text(), 0) > 0);
    }

    private boolean calledElsewhere(Place place) {
        Set<String> calls = calls(place.method());
        if (calls.isEmpty()) {
            return false;
        }
        return allNew.stream().anyMatch(method -> {
            Set<String> shared = new HashSet<>(calls);
            shared.retainAll(calls(method));
            return shared.size() >= LEAST_SHARED * calls.size();
        });
    }

    private static Set<String> calls(TestMethod method) {
        Set<String> calls = new HashSet<>();
        Matcher call = CALL.matcher(method.bare());
        while (call.find()) {
            if (!OF_LIBRARIES.matcher(call.group(1)).matches()) {
                calls.add(call.group(1));
            }
        }
        return calls;
    }

    /** What a method asserts, with what the methods of its file assert that it calls. */
    private static List<Assertion> all(TestMethod method, Map<String, TestMethod> around) {
        List<Assertion> all = new ArrayList<>();
        gather(method, around, DEEPEST, all);
        return all;
    }

    private static void gather(TestMethod method, Map<String, TestMethod> around, int depth, List<Assertion> into) {
        Assertion.in(method).stream()
                .filter(one -> one.own().filter(around::containsKey).isEmpty())
                .forEach(into::add);
        if (depth == 0) {
            return;
        }
        Matcher call = CALL.matcher(method.bare());
        while (call.find()) {
            TestMethod called = around.get(call.group(1));
            if (called != null && !called.test() && called != method) {
                gather(called, around, depth - 1, into);
            }
        }
    }

    private static int weight(List<Assertion> assertions) {
        return assertions.stream().mapToInt(Assertion::weight).sum();
    }

    private static int lineNow(Place place) {
        return place.file().kind() == Kind.DELETED
                ? 0
                : LostTests.lineNow(place.file(), place.method().line());
    }
}
