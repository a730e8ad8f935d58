package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads frames of the Java virtual machine, whatever language they were compiled from. */
final class JavaFrames {
    private static final String FILE = "[^\\s():/]+\\.(?:java|kt|kts|scala|sc|groovy|gradle|clj|cljc|aj|jsp|js|rb)";
    private static final Pattern SOURCE = Pattern.compile(
            "(?i:Native Method)|(?:Unknown Source|Unknown|<generated>|<console>|<eval>|SourceFile)(?::\\d+)?|"
                    + "Compiled Code|Inlined Compiled Code|Optimized Method|Coroutine (?:boundary|creation)|D8\\$\\$SyntheticClass(?::\\d+)?|"
                    + FILE + "(?::-?\\d+)?|[A-Za-z_$][\\w$-]*:\\d+|:\\d+");

    /** Clojure and some loggers put a blank before the file. */
    private static final Pattern APART = Pattern.compile(
            "Native Method|Unknown Source(?::\\d+)?|SourceFile:\\d+|[^\\s():/]+\\.(?:java|kt|scala|groovy|clj|cljc):\\d+");

    /** A frame that lost its {@code at}: pages of servlet containers, the console of JUnit, Crashlytics. */
    private static final Pattern BARE = Pattern.compile(
            "^\\s*((?:[\\w$]+[./])+[\\w$<>]+ ?\\([\\w$-]+\\.(?:java|kt|scala|groovy):\\d+\\))(?: [~\\[].*)?$");

    /** Gradle's short form: the type, and only where. */
    private static final Pattern BRIEF = Pattern.compile(
            "^(.*(?:Exception|Error|Throwable|Failure)) at ([\\w$-]+\\.(?:java|kt|scala|groovy)):(\\d+)$");

    private static final Pattern HIDDEN_CLASS = Pattern.compile("/0x[0-9a-fA-F]+$");
    private static final Pattern COMPILED = Pattern.compile("\\((?:Inlined )?Compiled Code\\)\\)$");
    private static final int LONGEST_METHOD = 300;

    private JavaFrames() {}

    /**
     * The frames of one line.
     *
     * @param before what stood before the first of them, "" when the line begins with it
     */
    record Line(String before, List<Frame> frames) {}

    /** The frames of a line; several when a trace lost its line ends. */
    static Line read(String line) {
        Frame usual = UsualJavaFrame.read(line);
        return usual == null ? readAnyForm(line) : new Line("", List.of(usual));
    }

    /** The same for every form, at a higher price. */
    static Line readAnyForm(String text) {
        List<Frame> frames = new ArrayList<>();
        String before = "";
        // IBM's virtual machine says it behind the line.
        String line = text.endsWith("Compiled Code))") ? COMPILED.matcher(text).replaceFirst(")") : text;
        int at = next(line, 0);
        if (at < 0) {
            boolean bare = line.indexOf('(') > 0 && BARE.matcher(line).find();
            return bare ? read("at " + line.strip()) : new Line(line, frames);
        }
        Matcher brief = BRIEF.matcher(line);
        if (brief.find()) {
            return new Line(brief.group(1).strip(), List.of(new Frame("", "", brief.group(2), number(brief.group(3)))));
        }
        int start = at;
        while (at >= 0) {
            int open = line.indexOf('(', at);
            int close = open < 0 ? -1 : line.indexOf(')', open);
            if (close < 0) {
                break;
            }
            String source = line.substring(open + 1, close);
            boolean apart = Character.isWhitespace(line.charAt(open - 1));
            boolean readable = !apart || line.substring(0, at).isBlank() && APART.matches(source);
            Frame frame = readable ? frame(line.substring(at + 3, open).strip(), source) : null;
            if (frame == null) {
                if (frames.isEmpty()) {
                    at = next(line, at + 1);
                    start = at;
                    continue;
                }
                break;
            }
            frames.add(frame);
            at = next(line, close);
        }
        if (!frames.isEmpty()) {
            before = line.substring(0, start).strip();
        }
        return new Line(frames.isEmpty() ? line : before, frames);
    }

    private static int next(String line, int from) {
        for (int at = line.indexOf("at ", from); at >= 0; at = line.indexOf("at ", at + 1)) {
            if (at == 0 || Character.isWhitespace(line.charAt(at - 1))) {
                return at;
            }
        }
        return -1;
    }

    private static @Nullable Frame frame(String name, String source) {
        if (!SOURCE.matches(source)) {
            return null;
        }
        int dot = lastDot(name);
        if (dot <= 0 || name.length() - dot > LONGEST_METHOD) {
            return null;
        }
        String className = className(name.substring(0, dot));
        String method = name.substring(dot + 1);
        if (!plausible(className) || method.isEmpty()) {
            return null;
        }
        int colon = source.lastIndexOf(':');
        String file = colon < 0 ? source : source.substring(0, colon);
        boolean known = file.indexOf('.') > 0;
        return new Frame(className, method, known ? file : "", colon < 0 ? 0 : number(source.substring(colon + 1)));
    }

    /** The dot before the method. Names between back ticks in Kotlin may hold spaces, and dots in them are not separators. */
    private static int lastDot(String name) {
        int space = name.indexOf(' ');
        return name.lastIndexOf('.', space < 0 ? name.length() : space);
    }

    /** Without class loader and module ({@code app//}, {@code java.base@17/}) and without the address of a hidden class. */
    private static String className(String text) {
        String name = HIDDEN_CLASS.matcher(text).replaceFirst("");
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static boolean plausible(String className) {
        if (className.isEmpty() || !Character.isJavaIdentifierStart(className.charAt(0))) {
            return false;
        }
        for (int i = 0; i < className.length(); i++) {
            char c = className.charAt(i);
            if (c != '.' && c != '-' && !Character.isJavaIdentifierPart(c)) {
                return false;
            }
        }
        return true;
    }

    static int number(String digits) {
        try {
            return Math.max(0, Integer.parseInt(digits.strip()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The exception's type and message in a line that introduces a trace; null when it does not. */
    static @Nullable Header header(String line) {
        String text = undecorated(line);
        Matcher thread = THREAD.matcher(text);
        boolean certain = thread.find();
        text = certain ? text.substring(thread.end()) : LEAD.matcher(text).replaceFirst("");
        Matcher said = SAID.matcher(text);
        text = said.find() ? said.group(1) : text;
        Matcher start = AT_START.matcher(text);
        if (start.find() && (certain || start.group(1).indexOf('.') > 0 || telling(start.group(1)))) {
            return new Header(start.group(1), rest(start.group(2)));
        }
        Matcher inside = INSIDE.matcher(text);
        return inside.find() ? new Header(inside.group(1), rest(inside.group(2))) : null;
    }

    /** Whether a type's name says that it is thrown. */
    static boolean telling(String type) {
        return TELLING.matcher(type).find();
    }

    private static String undecorated(String line) {
        String text = line.strip();
        int start = 0;
        int end = text.length();
        while (start < end && DECORATION.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && (text.charAt(end - 1) == '`' || text.charAt(end - 1) == '*')) {
            end--;
        }
        return text.substring(start, end).strip();
    }

    private static String rest(@Nullable String message) {
        return message == null ? "" : message.strip();
    }

    /** What introduces a trace. */
    record Header(String type, String message) {}

    private static final String QUALIFIED = "(?:[\\p{L}_$][\\p{L}\\p{N}_$]*\\.)+[\\p{L}_$][\\p{L}\\p{N}_$]*";
    private static final String DECORATION = "*`'=>#|-:";
    private static final Pattern THREAD = Pattern.compile("^Exception in thread (?:\"[^\"]{0,300}\"|\\S{1,100}) ");
    private static final Pattern LEAD =
            Pattern.compile("^(?:(?:Fatal|Non-fatal|Uncaught|Unhandled|Unexpected) (?i:exception):? |Exception )");
    /** {@code Error: java.lang.NullPointerException: …}, as consoles and shells put it. */
    private static final Pattern SAID = Pattern.compile(
            "^(?:(?i:error|exception|failure): )((?:[\\p{L}_$][\\p{L}\\p{N}_$]*\\.)+[\\p{L}_$][\\p{L}\\p{N}_$]*(?:Exception|Error|Throwable|Failure)(?::.*)?)$");

    private static final Pattern AT_START =
            Pattern.compile("^(" + QUALIFIED + "|[A-Z][\\p{L}\\p{N}_$]*)(?: ?:(?: (.*))?)?$");
    private static final Pattern TELLING = Pattern.compile("(?:Exception|Error|Throwable|Failure|Failed|Fault)$");
    private static final Pattern INSIDE = Pattern.compile(
            "(?:^|[\\s\"'(:\\[`>=])((?:[\\p{L}_$][\\p{L}\\p{N}_$]*\\.)+[\\p{L}_$][\\p{L}\\p{N}_$]*(?:Exception|Error|Throwable|Failure))(?::(?: (.*))?|\\s*)?$");
}
