package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads Python's tracebacks: chained, grouped, of syntax errors, and those of notebooks and test runners. */
final class PythonTraces {
    /** In every head of a traceback, those of notebooks included. */
    static final String HEADS_HAVE = "Traceback (";

    private static final Pattern HEAD = Pattern.compile(
            "(?:Exception Group )?Traceback \\((?:most recent call last|innermost last)\\)\\s*:?\\s*$|^\\s*Traceback:?\\s*$");
    private static final Pattern FRAME =
            Pattern.compile("^\\s*File \"?([^\"]+?)\"?, line (\\d+)(?:, in ([^\\s].*?))?,?\\s*$");
    private static final Pattern ERROR = Pattern.compile("^\\s*([A-Za-z_][\\w.]*)(?:\\s?: ?(.*))?\\s*$");
    private static final Pattern NAMED = Pattern.compile(
            "^\\s*((?:[A-Za-z_]\\w*\\.)*\\w*(?:Error|Exception|Warning|Exit|Interrupt|Iteration|Timeout|Failed|Fault|Group|DoesNotExist|Http404))(?:\\s?: ?(.*))?\\s*$");

    /** Between a traceback and that of the exception which it caused. */
    static final Pattern CHAIN =
            Pattern.compile("^\\s*(?:The above exception was the direct cause|During handling of the above exception)");

    /** What was being handled when another exception was raised is not its cause. */
    static final Pattern HANDLED = Pattern.compile("^\\s*During handling of the above exception");

    private static final Pattern LEFT_OUT = Pattern.compile(
            "^\\s*(?:\\[Previous line repeated \\d+ more times?\\]|[\\[(]?(?:\\.{2,}|…).{0,60}|<?\\(?(?i:snip|truncated|omitted)\\b.*)\\s*$");
    private static final Pattern GROUP = Pattern.compile("^(\\s*)(?:[+|] ?|\\+-\\+-)");
    private static final Pattern HOLDS = Pattern.compile("\\(\\d+ sub-exceptions?\\)$");
    private static final Pattern SYNTAX = Pattern.compile("^(?:SyntaxError|IndentationError|TabError)(?:: ?(.*))?$");

    /** Django's page: the exception stands below. */
    private static final Pattern DJANGO_TYPE = Pattern.compile("^\\s*Exception Type: (\\S+)");

    private static final Pattern DJANGO_VALUE = Pattern.compile("^\\s*Exception Value: ?(.*)$");
    /** Before Django 3.1: {@code File "/srv/shop/views.py" in show}, and the number of the line below it. */
    private static final Pattern DJANGO_FRAME = Pattern.compile("^\\s*File \"([^\"]+)\" in (\\S+)\\s*$");

    private static final Pattern DJANGO_LINE = Pattern.compile("^\\s*(\\d+)\\. ");
    private static final int NEAR_ABOVE = 3;
    private static final int SYNTAX_LINES = 4;
    private static final int MOST_MESSAGE_LINES = 20;

    private PythonTraces() {}

    static List<LocatedTrace> read(List<String> lines) {
        List<LocatedTrace> traces = new ArrayList<>(tracebacks(lines));
        traces.addAll(NotebookTraces.read(lines));
        if (traces.isEmpty()) {
            traces.addAll(headless(lines));
        }
        if (traces.isEmpty()) {
            traces.addAll(syntaxErrors(lines));
        }
        // What a test printed may hold a traceback that says nothing of why it is red.
        traces.addAll(PytestTraces.read(lines));
        return traces;
    }

    private static List<LocatedTrace> tracebacks(List<String> raw) {
        if (raw.stream().noneMatch(line -> line.contains("Traceback"))) {
            return List.of();
        }
        List<String> lines = ungrouped(raw);
        List<LocatedTrace> traces = new ArrayList<>();
        @Nullable LocatedTrace cause = null;
        @Nullable LocatedTrace handled = null;
        for (int i = 0; i < lines.size(); i++) {
            if (CHAIN.matcher(lines.get(i)).find() && !traces.isEmpty()) {
                LocatedTrace before = traces.remove(traces.size() - 1);
                boolean isHandled = HANDLED.matcher(lines.get(i)).find();
                cause = isHandled ? null : before;
                handled = isHandled ? before : null;
            }
            if (!HEAD.matcher(lines.get(i)).find()) {
                continue;
            }
            Reading reading = new Reading(lines, i);
            if (reading.frames.isEmpty()) {
                continue;
            }
            LocatedTrace trace = new LocatedTrace(i, reading.trace());
            if (cause != null) {
                trace = trace.following(cause);
                cause = null;
            } else if (!traces.isEmpty() && firstPart(raw.get(i), traces.get(traces.size() - 1))) {
                trace = traces.remove(traces.size() - 1).causedBy(trace.trace());
            } else if (handled != null && reading.type.isEmpty()) {
                trace = handled; // the other one is cut off before it says what it is
            }
            handled = null;
            traces.add(trace);
            i = reading.end - 1;
        }
        return traces;
    }

    /** Whether what begins there is the first that a group holds, or all of it: that is what went wrong. The others tell of themselves. */
    private static boolean firstPart(String head, LocatedTrace group) {
        StackTrace innermost = group.trace().root();
        return innermost.type().endsWith("Group")
                && HOLDS.matcher(innermost.message()).find()
                && GROUP.matcher(head).find();
    }

    /** Frames and their exception of which the first lines were not copied. */
    private static List<LocatedTrace> headless(List<String> lines) {
        List<LocatedTrace> traces = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher frame = lines.get(i).contains("File \"") ? FRAME.matcher(lines.get(i)) : null;
            if (frame == null
                    || !frame.find()
                    || frame.group(3) == null
                    || SCRIPT.matcher(frame.group(1)).find()) {
                continue;
            }
            Reading reading = new Reading(lines, i - 1);
            if (!reading.type.isEmpty()) {
                traces.add(new LocatedTrace(i, reading.trace()));
            }
            i = Math.max(i, reading.end - 1);
        }
        return traces;
    }

    private static final Pattern SCRIPT = Pattern.compile("\\.[cm]?[jt]sx?$");

    /** One traceback, from its head on. */
    private static final class Reading {
        private final List<Frame> frames = new ArrayList<>();
        private final List<String> lines;
        private int end;
        private String type = "";
        private String message = "";

        Reading(List<String> lines, int head) {
            this.lines = lines;
            int first = indentOfFirst(lines, head);
            int margin = Math.max(0, first - 2);
            for (end = head + 1; end < lines.size(); end++) {
                String line = lines.get(end);
                Matcher frame = FRAME.matcher(line);
                Matcher django = DJANGO_FRAME.matcher(line);
                if (frame.find()) {
                    frames.add(frame(frame.group(1), frame.group(3), frame.group(2)));
                } else if (django.find()) {
                    frames.add(frame(django.group(1), django.group(2), numberBelow(lines, end)));
                } else if (!line.isBlank()
                        && !LEFT_OUT.matcher(line).find()
                        && indent(line) <= margin
                        && !(first == 0 && isCode(line))) {
                    break;
                }
            }
            Collections.reverse(frames);
            error();
            if (type.isEmpty() && head >= 0) {
                above(head);
            }
        }

        /** Django's pages had the number before the line of code, on the line below. */
        private static String numberBelow(List<String> lines, int at) {
            Matcher number = DJANGO_LINE.matcher(at + 1 < lines.size() ? lines.get(at + 1) : "");
            return number.find() ? number.group(1) : "0";
        }

        /** Some tools name the exception first. */
        private void above(int head) {
            for (int i = head - 1; i >= Math.max(0, head - NEAR_ABOVE); i--) {
                Matcher named = NAMED.matcher(lines.get(i));
                if (named.find()) {
                    type = named.group(1);
                    message = text(named.group(2));
                    return;
                }
            }
        }

        private static int indentOfFirst(List<String> lines, int head) {
            for (int i = head + 1; i < Math.min(lines.size(), head + 4); i++) {
                if (FRAME.matcher(lines.get(i)).find()
                        || DJANGO_FRAME.matcher(lines.get(i)).find()) {
                    return indent(lines.get(i));
                }
            }
            return head < 0 ? 2 : indent(lines.get(head)) + 2;
        }

        /** Where a text lost its indentation, the line of code after a frame stands where an exception would. */
        private boolean isCode(String line) {
            if (NAMED.matcher(line).find()
                    || DJANGO_TYPE.matcher(line).find()
                    || CHAIN.matcher(line).find()
                    || line.strip().startsWith("```")) {
                return false;
            }
            for (int next = end + 1; next < Math.min(lines.size(), end + 4); next++) {
                if (FRAME.matcher(lines.get(next)).find()
                        || NAMED.matcher(lines.get(next)).find()) {
                    return true;
                }
            }
            return !ERROR.matcher(line).find();
        }

        private void error() {
            if (end >= lines.size()) {
                return;
            }
            django();
            if (!type.isEmpty()) {
                return;
            }
            Matcher error = ERROR.matcher(lines.get(end));
            boolean sure = NAMED.matcher(lines.get(end)).find();
            boolean follows = !lines.get(end - 1).isBlank();
            if (error.find()
                    && (sure
                            || follows
                                    && (error.group(2) != null || error.group(1).indexOf('.') > 0))) {
                type = error.group(1);
                message = message(text(error.group(2)));
            }
        }

        /** A message goes on where its first line is empty or promises more, and in lines that are indented. */
        private String message(String firstLine) {
            StringBuilder text = new StringBuilder(firstLine);
            boolean promised = firstLine.isEmpty() || firstLine.endsWith(":") || firstLine.endsWith(",");
            for (int i = end + 1; i < Math.min(lines.size(), end + MOST_MESSAGE_LINES); i++) {
                String line = lines.get(i);
                boolean other = line.isBlank()
                        || line.strip().startsWith("```")
                        || HEAD.matcher(line).find();
                if (other || !promised && indent(line) == 0) {
                    break;
                }
                text.append('\n').append(line);
            }
            return text.toString().strip();
        }

        private void django() {
            Matcher named = DJANGO_TYPE.matcher(lines.get(end));
            if (named.find()) {
                type = named.group(1);
                Matcher value =
                        end + 1 < lines.size() ? DJANGO_VALUE.matcher(lines.get(end + 1)) : DJANGO_VALUE.matcher("");
                message = value.find() ? text(value.group(1)) : "";
            }
        }

        StackTrace trace() {
            return new StackTrace(Language.PYTHON, type, message, frames, List.of());
        }
    }

    /** The lines without what an exception group draws before them. */
    private static List<String> ungrouped(List<String> lines) {
        List<String> plain = new ArrayList<>(lines.size());
        boolean inside = false;
        for (String line : lines) {
            inside |= line.contains("Exception Group Traceback (")
                    || line.contains("+-+------")
                    || line.contains("| Traceback (");
            String text = line;
            if (inside && (line.isBlank() || !GROUP.matcher(line).find())) {
                inside = line.contains("Exception Group Traceback (");
            } else if (inside) {
                Matcher drawn = GROUP.matcher(line);
                text = drawn.find() && !line.contains("---- ") && !line.contains("-----")
                        ? line.substring(drawn.end())
                        : "";
            }
            plain.add(text);
        }
        return plain;
    }

    /** {@code python file.py} on a file with a mistake: no head, a place, the code, the error. */
    private static List<LocatedTrace> syntaxErrors(List<String> lines) {
        List<LocatedTrace> traces = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher frame = FRAME.matcher(lines.get(i));
            if (!lines.get(i).contains("File \"") || !frame.find()) {
                continue;
            }
            for (int at = i + 1; at < Math.min(lines.size(), i + 1 + SYNTAX_LINES); at++) {
                Matcher error = SYNTAX.matcher(lines.get(at).strip());
                if (error.find()) {
                    String type = lines.get(at).strip().split(":", 2)[0];
                    traces.add(new LocatedTrace(
                            i,
                            new StackTrace(
                                    Language.PYTHON,
                                    type,
                                    text(error.group(1)),
                                    List.of(frame(frame.group(1), "", frame.group(2))),
                                    List.of())));
                    break;
                }
            }
        }
        return traces;
    }

    static Frame frame(String file, @Nullable String function, String line) {
        return new Frame("", text(function), file, JavaFrames.number(line));
    }

    static String text(@Nullable String group) {
        return group == null ? "" : group.strip();
    }

    private static int indent(String line) {
        int at = 0;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }
}
