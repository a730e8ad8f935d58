package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads traces of JavaScript engines and of .NET: both put {@code at} before a frame, as Java does, and go on differently. */
final class ScriptTraces {
    private static final Pattern SCRIPT = Pattern.compile(
            "^\\s*at (?:(?:async |new )*([^()]{0,300}?) \\()?((?:file://|node:)?[^\\s():][^():]*|[A-Za-z]:[^():]*):(\\d+):(\\d+)\\)?,?\\s*\\{?$");
    private static final Pattern SCRIPT_OTHER =
            Pattern.compile("^\\s*at (?:async |new )*[^()]{1,300} \\((?:<anonymous>|native|index \\d+)\\)\\s*$");
    private static final Pattern DOTNET = Pattern.compile(
            "^\\s*at ([\\w.`+<>\\[\\],$|]+)\\.([\\w`<>$|.,\\[\\]]+)\\(([^()]{0,500}(?:\\([^()]*\\))?[^()]{0,100})\\)(?: in (.+):line (\\d+))?\\s*$");
    private static final Pattern HEADER = Pattern.compile(
            "^(?:Unhandled exception\\. |Uncaught |\\S{0,40}?\\s)?([A-Za-z_$][\\w.$]*)(?: \\[[A-Z_0-9]+\\])?: (.*)$");
    private static final Pattern BARE = Pattern.compile("^([A-Za-z_$][\\w.$]*(?:Error|Exception))$");
    private static final Pattern CAUSE = Pattern.compile("^(?:\\[cause\\]: | ?---> )(.+)$");
    private static final int LOOK_BACK = 10;

    private ScriptTraces() {}

    static List<StackTrace> read(List<String> lines) {
        List<StackTrace> traces = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Language language = language(lines.get(i));
            if (language == null) {
                continue;
            }
            List<Frame> frames = new ArrayList<>();
            int at = i;
            for (; at < lines.size(); at++) {
                Frame frame = frame(lines.get(at), language);
                if (frame != null) {
                    frames.add(frame);
                } else if (!SCRIPT_OTHER.matcher(lines.get(at)).find()) {
                    break;
                }
            }
            add(traces, lines, i, language, frames);
            i = Math.max(i, at - 1);
        }
        return traces;
    }

    private static void add(
            List<StackTrace> traces, List<String> lines, int first, Language language, List<Frame> frames) {
        for (int i = first - 1; i >= Math.max(0, first - LOOK_BACK); i--) {
            String line = lines.get(i).strip();
            Matcher cause = CAUSE.matcher(line);
            boolean isCause = cause.find();
            Matcher header = HEADER.matcher(isCause ? cause.group(1) : line);
            Matcher bare = BARE.matcher(isCause ? cause.group(1) : line);
            boolean found = header.find();
            if (!found && !bare.find()) {
                continue;
            }
            StackTrace trace = new StackTrace(
                    language,
                    found ? header.group(1) : bare.group(1),
                    found ? header.group(2).strip() : "",
                    frames,
                    List.of());
            if (isCause && language == Language.JAVASCRIPT && !traces.isEmpty()) {
                StackTrace outer = traces.remove(traces.size() - 1);
                List<StackTrace> causes = new ArrayList<>(outer.causes());
                causes.add(trace);
                traces.add(new StackTrace(language, outer.type(), outer.message(), outer.frames(), causes));
            } else {
                traces.add(trace);
            }
            return;
        }
        traces.add(new StackTrace(language, "", "", frames, List.of()));
    }

    private static @Nullable Language language(String line) {
        if (line.indexOf("at ") < 0) {
            return null;
        }
        if (SCRIPT.matcher(line).find()) {
            return Language.JAVASCRIPT;
        }
        return JavaFrames.read(line).frames().isEmpty() && DOTNET.matcher(line).find() ? Language.DOTNET : null;
    }

    private static @Nullable Frame frame(String line, Language language) {
        Matcher frame = (language == Language.JAVASCRIPT ? SCRIPT : DOTNET).matcher(line);
        if (!frame.find()) {
            return null;
        }
        if (language == Language.JAVASCRIPT) {
            return new Frame("", text(frame.group(1)), frame.group(2), JavaFrames.number(frame.group(3)));
        }
        String line0 = text(frame.group(5));
        return new Frame(frame.group(1), frame.group(2), text(frame.group(4)), JavaFrames.number(line0));
    }

    private static String text(@Nullable String group) {
        return group == null ? "" : group.strip();
    }
}
