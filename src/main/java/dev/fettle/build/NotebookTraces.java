package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads Python's traces as IPython and Rich draw them: a place, the code round it with the line marked, and last the exception. */
final class NotebookTraces {
    private static final Pattern HEAD =
            Pattern.compile("^\\s*([A-Za-z_][\\w.]*)\\s{2,}Traceback \\(most recent call last\\)\\s*$");
    private static final Pattern RICH_HEAD =
            Pattern.compile("^\\s*[╭+][─-]+ ?Traceback \\(most recent call last\\) ?[─-]+[╮+]\\s*$");
    private static final Pattern RICH_END = Pattern.compile("^\\s*[╰+][─-]+[╯+]\\s*$");

    /** {@code File ~/a.py:12, in f(x)}, {@code Cell In[3], line 1}, {@code Input In [3], in f(x)}. */
    private static final Pattern FILE =
            Pattern.compile("^\\s*File ([^\\s,\"][^,]*?):(\\d+)(?:, in ([^(\\s]+).*)?\\s*$");

    private static final Pattern CELL = Pattern.compile(
            "^\\s*(?:Cell |Input )(In ?\\[\\d+\\])(?:, line (\\d+))?(?:, in (?:<[^>]*>|([^(\\s]+)).*)?\\s*$");

    /** Before IPython 8: {@code ~/a.py in f(x)}, {@code <ipython-input-1-ab> in <module>()}. */
    private static final Pattern OLD = Pattern.compile("^\\s*(\\S[^()]*?) in ([\\w<>.]+)(?:\\(.*)?\\s*$");

    private static final Pattern OLD_FILE =
            Pattern.compile("^<ipython-input|^/tmp/ipykernel|\\.(?:py|pyx|pxi|pyd|so)$|^(?:/|~|[A-Z]:)\\S+$");

    private static final Pattern MARKED = Pattern.compile("^\\s*-+> ?(\\d+)\\b");
    private static final Pattern RICH_PLACE = Pattern.compile("^\\s*[│|] (\\S.*?):(\\d+) in ([^\\s│]+)\\s*[│|]?\\s*$");
    private static final Pattern ERROR = Pattern.compile("^([A-Za-z_][\\w.]*)(?:: ?(.*))?\\s*$");

    /** Some notebooks copy file names and numbers of lines as links. */
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]+)\\]\\([^()]*\\)");

    private static final int NEAR = 8;

    private NotebookTraces() {}

    static List<LocatedTrace> read(List<String> text) {
        if (text.stream().noneMatch(line -> line.contains(PythonTraces.HEADS_HAVE))) {
            return List.of();
        }
        List<String> lines = text.stream()
                .map(line -> line.contains("](") ? LINK.matcher(line).replaceAll("$1") : line)
                .toList();
        List<LocatedTrace> traces = new ArrayList<>();
        LocatedTrace cause = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (PythonTraces.CHAIN.matcher(line).find() && !traces.isEmpty()) {
                LocatedTrace before = traces.remove(traces.size() - 1);
                cause = PythonTraces.HANDLED.matcher(line).find() ? null : before;
            }
            if (!line.contains("Traceback (")) {
                continue;
            }
            int before = traces.size();
            Matcher head = HEAD.matcher(line);
            if (RICH_HEAD.matcher(line).find()) {
                rich(traces, lines, i);
            } else if (head.find()) {
                notebook(traces, lines, i, head.group(1));
            }
            if (cause != null && traces.size() > before) {
                traces.add(traces.remove(traces.size() - 1).following(cause));
                cause = null;
            }
        }
        return traces;
    }

    private static void notebook(List<LocatedTrace> traces, List<String> lines, int head, String type) {
        List<Frame> frames = new ArrayList<>();
        String simple = type.substring(type.lastIndexOf('.') + 1);
        for (int i = head + 1; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher error = ERROR.matcher(line);
            if (error.find() && (error.group(1).equals(type) || error.group(1).endsWith("." + simple))) {
                add(traces, head, error.group(1), PythonTraces.text(error.group(2)), frames);
                return;
            }
            if (line.contains("Traceback (most recent call last)")) {
                break;
            }
            Frame frame = frame(lines, i);
            if (frame != null) {
                frames.add(frame);
            }
        }
        add(traces, head, type, "", frames);
    }

    private static @Nullable Frame frame(List<String> lines, int at) {
        String line = lines.get(at);
        Matcher file = FILE.matcher(line);
        if (file.find()) {
            return PythonTraces.frame(file.group(1), file.group(3), file.group(2));
        }
        Matcher cell = CELL.matcher(line);
        if (cell.find()) {
            String number = PythonTraces.text(cell.group(2));
            return PythonTraces.frame(cell.group(1), cell.group(3), number.isEmpty() ? marked(lines, at) : number);
        }
        Matcher old = OLD.matcher(line);
        boolean place = old.find() && OLD_FILE.matcher(old.group(1)).find();
        return place ? PythonTraces.frame(old.group(1), old.group(2), marked(lines, at)) : null;
    }

    /** The number of the marked line of the code that follows a place, "" for none. */
    private static String marked(List<String> lines, int at) {
        for (int i = at + 1; i < Math.min(lines.size(), at + NEAR); i++) {
            if (lines.get(i).isBlank()) {
                return "";
            }
            Matcher marked = MARKED.matcher(lines.get(i));
            if (marked.find()) {
                return marked.group(1);
            }
        }
        return "";
    }

    private static void rich(List<LocatedTrace> traces, List<String> lines, int head) {
        List<Frame> frames = new ArrayList<>();
        for (int i = head + 1; i < lines.size(); i++) {
            Matcher place = RICH_PLACE.matcher(lines.get(i));
            if (place.find()) {
                frames.add(PythonTraces.frame(place.group(1), place.group(3), place.group(2)));
            } else if (RICH_END.matcher(lines.get(i)).find()) {
                Matcher error =
                        ERROR.matcher(i + 1 < lines.size() ? lines.get(i + 1).strip() : "");
                boolean named = error.find();
                add(traces, head, named ? error.group(1) : "", named ? PythonTraces.text(error.group(2)) : "", frames);
                return;
            }
        }
        add(traces, head, "", "", frames);
    }

    private static void add(List<LocatedTrace> traces, int line, String type, String message, List<Frame> frames) {
        if (!frames.isEmpty()) {
            Collections.reverse(frames);
            traces.add(new LocatedTrace(line, new StackTrace(Language.PYTHON, type, message, frames, List.of())));
        }
    }
}
