package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.JavaFrames.Header;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads traces of the Java virtual machine line by line. One use. */
final class JavaTraces {
    private static final Pattern CAUSE = Pattern.compile("^(?:.{0,200}\\s)?(?:(?:Caused by|Wrapped by):? )(.+)$");
    private static final Pattern SUPPRESSED = Pattern.compile("^\\s*Suppressed: ");
    private static final Pattern MORE =
            Pattern.compile("^\\s*(?:\\.\\.\\. \\d+ (?:more|common frames omitted)|\\.\\.\\.)\\s*$");
    /** Left out of a trace, in whatever words: {@code ... 27 frames excluded}, {@code [... 12 lines omitted ...]}. */
    private static final Pattern LEFT_OUT = Pattern.compile("^\\s*[\\[(<]{0,2}(?:\\.{3}|…).{0,80}$");

    /** What loggers say of where a class came from, wrapped onto a line of its own. */
    private static final Pattern PACKAGING = Pattern.compile("^\\s*~?\\[[^\\[\\]\\s]*\\]\\s*$");

    /** Spark: from here on the frames are those of the program that asked for the work. */
    private static final String DRIVER = "Driver stacktrace:";

    private static final Pattern FENCE = Pattern.compile("^\\s*(?:```|~~~|<pre>|</pre>|<code>|</code>|</?details>)");
    /** A frame of which nothing but the method was kept. */
    private static final Pattern UNPLACED = Pattern.compile("^\\s*at [\\w.$-]+\\.[\\w$<>-]+(?: ?\\(\\))?\\s*$");

    private static final int LOOK_BACK = 30;
    private static final int MAX_FRAMES = 1_100;

    private final List<LocatedTrace> traces = new ArrayList<>();
    private final List<String> pending = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private int suppressedIndent = -1;
    private int first;
    private boolean rootFirst;
    private boolean driver;

    private static final class Part {
        private final String type;
        private final StringBuilder message;
        private final List<Frame> frames = new ArrayList<>();

        Part(Header header) {
            this.type = header.type();
            this.message = new StringBuilder(header.message());
        }
    }

    List<LocatedTrace> read(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            line(lines.get(i), i);
        }
        close();
        return traces;
    }

    private void line(String line, int number) {
        if (driver && !parts.isEmpty()) {
            if (!JavaFrames.read(line).frames().isEmpty()
                    && !CAUSE.matcher(line).find()) {
                return;
            }
            driver = false;
        }
        int indent = indent(line);
        if (suppressedIndent >= 0 && (indent > suppressedIndent || flatSuppressed(line))) {
            return;
        }
        if (!parts.isEmpty()
                && line.contains("Suppressed: ")
                && SUPPRESSED.matcher(line).find()) {
            suppressedIndent = indent;
            return;
        }
        suppressedIndent = -1;
        JavaFrames.Line read = JavaFrames.read(line);
        if (!read.frames().isEmpty()) {
            frames(read, number);
        } else if (!parts.isEmpty()) {
            inside(line);
        } else {
            pending.add(line);
        }
    }

    /** Where the text lost its indentation, what was suppressed ends with the next cause. */
    private boolean flatSuppressed(String line) {
        return suppressedIndent == 0
                && !CAUSE.matcher(line).find()
                && !JavaFrames.read(line).frames().isEmpty();
    }

    private void frames(JavaFrames.Line read, int number) {
        boolean bare = read.before().isEmpty();
        Matcher cause = CAUSE.matcher(read.before());
        Header header = bare ? null : JavaFrames.header(read.before());
        if (!bare && !parts.isEmpty() && cause.find()) {
            parts.add(new Part(headerOf(cause.group(1))));
        } else if (parts.isEmpty() || header != null) {
            if (header != null) {
                close();
            }
            first = number;
            parts.add(header == null ? opening() : new Part(header));
        }
        pending.clear();
        List<Frame> frames = parts.get(parts.size() - 1).frames;
        if (frames.size() < MAX_FRAMES) {
            frames.addAll(read.frames());
        }
    }

    /** A line between or after frames. */
    private void inside(String line) {
        Matcher cause = CAUSE.matcher(line);
        Part last = parts.get(parts.size() - 1);
        if (cause.find()) {
            rootFirst |= line.contains("Wrapped by:");
            parts.add(new Part(headerOf(cause.group(1))));
        } else if (line.strip().equals(DRIVER)) {
            driver = !last.frames.isEmpty();
        } else if (!last.frames.isEmpty() && mayGoOn(line)) {
            return;
        } else if (MORE.matcher(line).find() || (line.isBlank() && last.frames.isEmpty())) {
            return;
        } else if (last.frames.isEmpty() && !FENCE.matcher(line).find() && last.message.length() < 4_000) {
            last.message.append('\n').append(line);
        } else if (!line.isBlank() && !UNPLACED.matcher(line).find()) {
            close();
            pending.add(line);
        }
    }

    private static boolean mayGoOn(String line) {
        return LEFT_OUT.matcher(line).find() || PACKAGING.matcher(line).find();
    }

    private static Header headerOf(String text) {
        Header header = JavaFrames.header(text);
        return header != null ? header : new Header("", text.strip());
    }

    /** The first part, its header looked for above the first frame: the nearest in the same paragraph that names an exception, else the nearest of all. */
    private Part opening() {
        int oldest = Math.max(0, pending.size() - LOOK_BACK);
        int nearest = -1;
        boolean paragraph = true;
        boolean nothingBelow = true;
        for (int i = pending.size() - 1; i >= oldest; i--) {
            String line = pending.get(i);
            if (FENCE.matcher(line).find()) {
                // Some put the exception's name before the fence.
                if (!nothingBelow) {
                    break;
                }
                continue;
            }
            nothingBelow &= line.isBlank();
            paragraph &= !line.isBlank();
            Header header = JavaFrames.header(line);
            if (header != null && nearest < 0) {
                nearest = i;
            }
            if (header != null && (JavaFrames.telling(header.type()) || !paragraph)) {
                return withLines(paragraph ? i : nearest);
            }
        }
        return nearest < 0 ? new Part(new Header("", "")) : withLines(nearest);
    }

    private Part withLines(int at) {
        Part part = new Part(headerOf(pending.get(at)));
        pending.subList(at + 1, pending.size()).stream()
                .filter(line -> !line.strip().equals(DRIVER))
                .forEach(line -> part.message.append('\n').append(line));
        return part;
    }

    private void close() {
        if (!parts.isEmpty()) {
            if (rootFirst) {
                Collections.reverse(parts);
            }
            List<StackTrace> causes = new ArrayList<>();
            parts.subList(1, parts.size()).forEach(part -> causes.add(trace(part, List.of())));
            traces.add(new LocatedTrace(first, trace(parts.get(0), causes)));
        }
        parts.clear();
        pending.clear();
        suppressedIndent = -1;
        rootFirst = false;
        driver = false;
    }

    private static StackTrace trace(Part part, List<StackTrace> causes) {
        return new StackTrace(Language.JAVA, part.type, part.message.toString().strip(), part.frames, causes);
    }

    private static int indent(String line) {
        int at = 0;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }
}
