package dev.fettle.intake;

import dev.fettle.base.Redactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.UntrustedText;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTraceParser;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What of the texts of one report may be kept: without secrets and private data, and of a bounded length. One value has one placeholder within the report. */
public final class ForeignText {
    /** Of an exception's message; what comes after it is hardly ever what tells two failures apart. */
    public static final int LONGEST_MESSAGE = 2_000;

    private static final int LONGEST_NAME = 300;
    private static final Pattern TYPE = Pattern.compile("[\\p{L}_*<\\[&][\\p{L}\\p{N}_.$:<>\\[\\]*&/\\\\, -]*");
    private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+@/-]{0,99}");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:/.*");

    private final Redactor redactor;
    /** The frames of one trace name the same few classes and files again and again. */
    private final Map<String, String> names = new HashMap<>();

    private final Map<String, String> parts = new HashMap<>();

    /** For one report. */
    public ForeignText(Redactor redactor) {
        this.redactor = redactor.together();
    }

    /** On as many lines as it has. */
    public String text(String foreign, int most) {
        // Cut last: half a secret is not known for one.
        return UntrustedText.cut(redactor.redact(UntrustedText.clean(foreign)), most)
                .strip();
    }

    /** On one line. */
    public String line(String foreign, int most) {
        return UntrustedText.oneLine(redactor.redact(UntrustedText.clean(foreign)), most);
    }

    /** A short name, such as a method's or a metric's. */
    public String name(String foreign) {
        return names.computeIfAbsent(foreign, name -> line(name, LONGEST_NAME));
    }

    /** The name of an exception's class, or empty for what cannot be one. */
    public Optional<String> type(String foreign) {
        String name = name(foreign);
        return name.length() < LONGEST_NAME && TYPE.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }

    /** The first stack trace in a text. */
    public Optional<StackTrace> trace(String foreign) {
        return StackTraceParser.parseClean(UntrustedText.clean(foreign), this::part)
                .map(this::bounded);
    }

    /**
     * An exception told as three texts. Where the trace names a cause, that is what went wrong, and what other sources know it by.
     *
     * @param type "" where only the trace has it
     * @return empty when neither says what was thrown
     */
    public Optional<Signal.ExceptionSeen> exception(
            RepositoryRef repository, Instant seenAt, String type, String message, String stackTrace) {
        Optional<StackTrace> trace = stackTrace.isEmpty() ? Optional.empty() : trace(stackTrace);
        Optional<StackTrace> telling = trace.filter(
                        thrown -> type.isEmpty() || !thrown.causes().isEmpty())
                .map(StackTrace::root);
        return telling.map(StackTrace::type)
                .or(() -> type(type))
                .map(known -> new Signal.ExceptionSeen(
                        repository,
                        seenAt,
                        known,
                        telling.map(StackTrace::message).orElseGet(() -> text(message, LONGEST_MESSAGE)),
                        trace.orElse(null),
                        List.of(),
                        1));
    }

    /** One frame of a trace that comes in parts. */
    public Frame frame(String className, String method, String file, int line) {
        return new Frame(name(className), name(method), name(file), Math.max(0, line));
    }

    /** The name of a release or a commit; "" for what cannot be one, or tells of more than that. */
    public String revision(String foreign) {
        String name = foreign.strip();
        return REVISION.matcher(name).matches() && name(name).equals(name) ? name : "";
    }

    /** A path inside of the repository, or empty for any other. */
    public Optional<String> path(String foreign) {
        String path = name(foreign.replace('\\', '/'));
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        boolean inside = !path.isEmpty()
                && path.length() < LONGEST_NAME
                && !path.startsWith("/")
                && !path.contains("://")
                && !path.contains("<")
                && !DRIVE.matcher(path).matches()
                && !("/" + path + "/").contains("/../");
        return inside ? Optional.of(path) : Optional.empty();
    }

    /** The frames of a trace name the same few classes and files; a message stands once. */
    private String part(String text) {
        return text.length() < LONGEST_NAME ? parts.computeIfAbsent(text, redactor::redact) : redactor.redact(text);
    }

    private StackTrace bounded(StackTrace trace) {
        return new StackTrace(
                trace.language(),
                UntrustedText.cut(trace.type(), LONGEST_NAME),
                UntrustedText.cut(trace.message(), LONGEST_MESSAGE),
                trace.frames(),
                trace.causes().stream().map(this::bounded).toList());
    }
}
