package dev.fettle.repair.run;

import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.TestId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the failures themselves say about lines and methods: frames of what was thrown, stacks of what did not end, names in the test. */
final class Hints {
    private static final double FRAME = 0.6;
    private static final double IN_METHOD_OF_FRAME = 0.3;
    private static final double ENDLESS = 0.6;
    private static final double IN_METHOD_OF_LOOP = 0.25;
    private static final int LOOP_FRAMES = 3;
    private static final double SUBJECT = 0.35;
    private static final double NAMED_BY_TEST = 0.25;
    private static final double CLASS_NAMED_BY_TEST = 0.4;

    private final Map<String, Hint> byLine = new HashMap<>();
    private final Map<String, Hint> byMethod = new HashMap<>();
    private final Map<String, Hint> byClass = new HashMap<>();
    private final Map<String, Hint> subjects = new HashMap<>();
    private final List<Frame> frames = new ArrayList<>();

    /**
     * One reason to suspect.
     *
     * @param weight 0 to 1: how much of the doubt that is left it takes away
     * @param why in a few words
     */
    record Hint(double weight, String why) {}

    /** What was thrown, in a test or as it was reported. */
    void thrown(StackTrace trace, Set<String> production) {
        StackTrace root = trace.root();
        List<Frame> told = trace.parts().stream()
                .map(StackTrace::frames)
                .filter(each -> each.stream().anyMatch(frame -> production.contains(frame.className())))
                .findFirst()
                .orElse(List.of());
        int depth = 0;
        for (Frame frame : told) {
            if (production.contains(frame.className())) {
                String shortName = root.type().substring(root.type().lastIndexOf('.') + 1);
                String why = (depth == 0 ? "top frame of " : "on the stack of ") + shortName;
                add(byLine, lineKey(frame.className(), frame.line()), new Hint(FRAME / (1 + depth), why));
                add(byMethod, methodKey(frame), new Hint(IN_METHOD_OF_FRAME / (1 + depth), "in a method " + why));
                frames.add(frame);
                depth++;
            }
        }
    }

    /**
     * A test that did not end: the lines that went round, and what was on the stack each time one looked.
     *
     * @param loop null when that is not known
     */
    void endless(List<List<Frame>> samples, @Nullable Coverage loop, Set<String> production) {
        if (loop != null) {
            for (SourceLine line : loop.lines()) {
                add(byLine, lineKey(line.className(), line.line()), new Hint(ENDLESS, "in the loop that does not end"));
            }
        }
        for (List<Frame> stack : samples) {
            int depth = 0;
            for (Frame frame : stack) {
                if (production.contains(frame.className()) && depth < LOOP_FRAMES) {
                    String why = "running when time was up";
                    add(byLine, lineKey(frame.className(), frame.line()), new Hint(ENDLESS / (1 + depth), why));
                    add(byMethod, methodKey(frame), new Hint(IN_METHOD_OF_LOOP / (1 + depth), "in a method " + why));
                    depth++;
                }
            }
        }
    }

    /** A test that failed, with the text of the line of it that failed ("" when not known). */
    void failed(TestId test, String testLine) {
        for (String called : calledIn(testLine)) {
            add(subjects, called, new Hint(SUBJECT, "called where the test fails"));
        }
        String simple = test.className();
        simple = simple.substring(simple.lastIndexOf('.') + 1);
        for (String part : new String[] {simple, simple.substring(simple.lastIndexOf('$') + 1)}) {
            add(byClass, TestId.subjectOf(part), new Hint(CLASS_NAMED_BY_TEST, "the test is named after the class"));
        }
        String method = test.plainMethod().replaceAll("^test_?", "");
        add(
                subjects,
                Character.toLowerCase(method.isEmpty() ? '_' : method.charAt(0))
                        + (method.isEmpty() ? "" : method.substring(1)),
                new Hint(NAMED_BY_TEST, "the test is named after the method"));
    }

    /** Names followed by a parenthesis, in a line of Java. */
    static Set<String> calledIn(String line) {
        Set<String> names = new TreeSet<>();
        int start = -1;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (start < 0 ? Character.isJavaIdentifierStart(c) : Character.isJavaIdentifierPart(c)) {
                start = start < 0 ? i : start;
            } else {
                if (start >= 0 && c == '(') {
                    names.add(line.substring(start, i));
                }
                start = -1;
            }
        }
        return names;
    }

    private static void add(Map<String, Hint> hints, String key, Hint hint) {
        hints.merge(key, hint, (a, b) -> a.weight() >= b.weight() ? a : b);
    }

    private static String lineKey(String className, int line) {
        return className + ":" + line;
    }

    private static String methodKey(Frame frame) {
        return frame.className() + "#" + frame.method();
    }

    /** Production frames of all that was thrown, nearest to the throw first. */
    List<Frame> frames() {
        return frames;
    }

    /** Whether a failure points at this very line. */
    boolean name(SourceLine line) {
        return byLine.containsKey(lineKey(line.className(), line.line()));
    }

    /** All that speaks against a line. */
    List<Hint> of(SourceLine line, String method) {
        List<Hint> hints = new ArrayList<>();
        Hint ofLine = byLine.get(lineKey(line.className(), line.line()));
        Hint ofMethod = byMethod.get(line.className() + "#" + method);
        if (ofLine != null) {
            hints.add(ofLine);
        } else if (ofMethod != null) {
            hints.add(ofMethod);
        }
        String simple = line.className().substring(line.className().lastIndexOf('.') + 1);
        String outermost = simple.contains("$") ? simple.substring(0, simple.indexOf('$')) : simple;
        Hint subject = subjects.get(method.equals("<init>") ? outermost : method);
        if (subject != null) {
            hints.add(subject);
        }
        Hint ofClass = byClass.get(outermost);
        if (ofClass != null) {
            hints.add(ofClass);
        }
        return hints;
    }
}
