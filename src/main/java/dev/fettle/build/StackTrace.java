package dev.fettle.build;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A parsed stack trace, innermost cause last. Untrusted.
 *
 * @param language of the trace
 * @param type exception class, such as {@code java.lang.NullPointerException}
 * @param message its message, "" for none
 * @param frames top first
 * @param causes "Caused by" traces, outermost first, each without causes of its own
 */
public record StackTrace(Language language, String type, String message, List<Frame> frames, List<StackTrace> causes) {
    public StackTrace {
        frames = List.copyOf(frames);
        causes = List.copyOf(causes);
    }

    /** The innermost cause, or this. */
    public StackTrace root() {
        return causes.isEmpty() ? this : causes.get(causes.size() - 1);
    }

    /** This and its causes, each without causes of its own, the innermost first. */
    public List<StackTrace> parts() {
        List<StackTrace> parts = new ArrayList<>(causes);
        Collections.reverse(parts);
        parts.add(causes.isEmpty() ? this : new StackTrace(language, type, message, frames, List.of()));
        return parts;
    }

    /** The same with each of its texts made clean. Line numbers and the order of frames stay, whatever the texts look like side by side. */
    public StackTrace clean(UnaryOperator<String> redact) {
        return new StackTrace(
                language,
                redact.apply(type),
                redact.apply(message),
                frames.stream()
                        .map(frame -> new Frame(
                                redact.apply(frame.className()),
                                redact.apply(frame.method()),
                                redact.apply(frame.file()),
                                frame.line()))
                        .toList(),
                causes.stream().map(cause -> cause.clean(redact)).toList());
    }

    /** Languages whose traces are recognised. */
    public enum Language {
        JAVA("Java"),
        PYTHON("Python"),
        JAVASCRIPT("JavaScript"),
        GO("Go"),
        RUST("Rust"),
        DOTNET(".NET");

        private final String title;

        Language(String title) {
            this.title = title;
        }

        /** As people write it. */
        public String title() {
            return title;
        }
    }

    /**
     * One frame.
     *
     * @param className binary class name, or module; "" when the language has none
     * @param file as the trace has it, "" when unknown
     * @param line 1-based, 0 when unknown
     */
    public record Frame(String className, String method, String file, int line) {
        private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

        /** Whether it is the Java platform's own code, which says nothing of where a program went wrong. */
        public boolean isJdk() {
            return JDK.stream().anyMatch(className::startsWith);
        }
    }
}
