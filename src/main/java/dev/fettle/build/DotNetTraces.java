package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads traces of .NET in the languages that its runtime speaks, of Mono and of Unity. Inner exceptions stand before the outer's frames. */
final class DotNetTraces {
    private static final String NAME = "([\\w.`+<>\\[\\],$|/&*=@#-]+?)\\.(\\.?[\\w`<>$|,\\[\\]@-]+)";
    private static final Pattern FRAME = Pattern.compile(
            "^\\s*(?:at|bei|à|en|in|em|в|w|bij|場所|在|위치:|konum:) " + NAME
                    + " ?\\(([^()]{0,500}(?:\\([^()]*\\))?[^()]{0,200})\\)(?: \\[0x[0-9a-f]+\\])?(?: (?:in|dans|en|na|w|в|場所|位置|파일|konum:?) (.+?):(?:(?:line|Zeile|ligne|línea|riga|linha|строка|wiersz|regel|行号|行|줄|satır) )?(\\d+)\\.?)?\\s*$");
    private static final Pattern UNITY = Pattern.compile(
            "^\\s*([\\w.`+<>\\[\\],/|-]+)[.:]([\\w<>.`|-]+) ?\\(.{0,300}?\\) \\(at (.+):(\\d+)\\)\\s*$");

    private static final Pattern UNITY_WITHOUT_PLACE = Pattern.compile(
            "^([A-Za-z_][\\w.`+<>\\[\\],/|-]+)[.:]([\\w<>.`|-]+(?:\\[[\\w.,` ]+\\])?) \\([\\w.,&`<>\\[\\] ]{0,300}\\)\\s*$");
    private static final Pattern BOUNDARY = Pattern.compile(
            "^\\s*-{3} .+ -{3}\\s*$|^\\s*\\(wrapper [\\w-]+\\).*|^\\s*at <0x[0-9a-f]+.*>|^\\s*at \\(wrapper .*|^\\s*at [\\w$<>]+ ?\\([^()]{0,300}\\)\\s*$");

    private static final Pattern INNER_ENDS = Pattern.compile(
            "^\\s*-{3} (?:End of inner|Ende der internen|Fin de la trace de la pile d'exception interne|Fin del seguimiento de la pila de la excepción interna|Fine della traccia dello stack dell'eccezione interna|Fim do rastreamento de pilha de exceções internas|Конец трассировки внутреннего|内部异常堆栈跟踪的结尾|内部例外スタック トレースの終わり|내부 예외 스택 추적의 끝|Koniec śladu stosu wyjątków wewnętrznych).*$");
    private static final String TYPE =
            "((?:(?:[A-Za-z_]\\w*\\.)+\\w*|[A-Z]\\w*)(?:Exception|Error|Failure)(?:`\\d+)?(?:\\[[^\\]]*\\])?)";
    private static final Pattern HEADER =
            Pattern.compile("(?:^|[\\s:>(\\[\"'`])" + TYPE + "(?:\\s\\(0x[0-9A-Fa-f]+\\))?(?:\\s?: (.*)|:?\\s*)$");
    private static final Pattern ARROW = Pattern.compile("\\s?(?:---|—-)> ?(?:\\(Inner Exception #\\d+\\) )?");
    private static final int LOOK_BACK = 15;

    private DotNetTraces() {}

    static List<LocatedTrace> read(List<String> lines) {
        List<LocatedTrace> traces = new ArrayList<>();
        int free = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (own(lines.get(i)) == null && unityWithoutPlace(lines, i) == null) {
                continue;
            }
            List<List<Frame>> groups = new ArrayList<>(List.of(new ArrayList<>()));
            int at = i;
            for (; at < lines.size(); at++) {
                Frame own = own(lines.get(at));
                Frame frame = own == null ? unityWithoutPlace(lines, at) : own;
                if (frame != null) {
                    groups.get(groups.size() - 1).add(frame);
                } else if (INNER_ENDS.matcher(lines.get(at)).find()) {
                    groups.add(new ArrayList<>());
                } else if (!BOUNDARY.matcher(lines.get(at)).find()) {
                    break;
                }
            }
            boolean placed = groups.stream()
                    .flatMap(List::stream)
                    .anyMatch(frame ->
                            !frame.file().isEmpty() || frame.className().indexOf('.') > 0);
            // A class without a namespace is one where an exception stands above it.
            boolean told = !placed
                    && lines.get(i).strip().startsWith("at ")
                    && !chain(lines, free, i).get(0).type().isEmpty();
            if (placed || told) {
                traces.add(located(lines, free, i, groups));
            }
            i = Math.max(i, at - 1);
            free = at;
        }
        return traces;
    }

    /** The frame of a line, null when it is none or another language's. */
    private static @Nullable Frame own(String line) {
        return JavaFrames.read(line).frames().isEmpty() && ScriptFrames.read(line) == null ? frame(line) : null;
    }

    /** Unity says nothing of where its own code is; such a line is a frame only next to what is one. */
    private static @Nullable Frame unityWithoutPlace(List<String> lines, int at) {
        String line = lines.get(at);
        if (at == 0 || line.indexOf(" (") < 0 || !letter(line.charAt(0))) {
            return null;
        }
        Matcher frame = UNITY_WITHOUT_PLACE.matcher(line);
        if (!frame.find()) {
            return null;
        }
        // Between what was thrown and the first frame some copies have an empty line.
        String above = lines.get(lines.get(at - 1).isBlank() && at > 1 ? at - 2 : at - 1);
        boolean beside = own(above) != null
                || UNITY_WITHOUT_PLACE.matcher(above).find()
                || HEADER.matcher(above).find();
        return beside ? new Frame(frame.group(1), frame.group(2), "", 0) : null;
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    /** The frame of a line, null when it does not look like one. */
    static @Nullable Frame frame(String line) {
        if (line.length() > 1_500 || line.indexOf('(') < 0) {
            return null;
        }
        Matcher frame = FRAME.matcher(line);
        if (frame.find()) {
            boolean english = line.strip().startsWith("at ");
            String file = frame.group(4) == null || frame.group(4).startsWith("<") ? "" : frame.group(4);
            boolean sure = english || !file.isEmpty() || line.strip().endsWith(")");
            String className = frame.group(1);
            String method = frame.group(2);
            return sure ? new Frame(className, method, file, line(frame.group(5))) : null;
        }
        Matcher unity = UNITY.matcher(line);
        if (!unity.find()) {
            return null;
        }
        String file = unity.group(3).startsWith("<") ? "" : unity.group(3);
        return new Frame(unity.group(1), unity.group(2), file, line(unity.group(4)));
    }

    private static int line(@Nullable String number) {
        return number == null ? 0 : JavaFrames.number(number);
    }

    /** The groups of frames belong to the exceptions from the innermost outwards. */
    private static LocatedTrace located(List<String> lines, int free, int first, List<List<Frame>> groups) {
        List<StackTrace> chain = chain(lines, free, first);
        for (int i = first - 1; i >= Math.max(free, first - chain.size()); i--) {
            if (INNER_ENDS.matcher(lines.get(i)).find()) {
                // It was made and never thrown: it has no frames.
                groups.add(0, List.of());
            }
        }
        List<StackTrace> outermostFirst = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            int group = chain.size() - 1 - i;
            List<Frame> frames = group < groups.size() ? groups.get(group) : List.of();
            outermostFirst.add(with(chain.get(i), frames));
        }
        StackTrace outer = outermostFirst.get(0);
        List<StackTrace> causes = outermostFirst.subList(1, outermostFirst.size());
        return new LocatedTrace(
                first, new StackTrace(Language.DOTNET, outer.type(), outer.message(), outer.frames(), causes));
    }

    private static StackTrace with(StackTrace trace, List<Frame> frames) {
        return new StackTrace(Language.DOTNET, trace.type(), trace.message(), frames, List.of());
    }

    /** The exceptions that the lines above name, outermost first, without frames; one without a name where they name none. */
    private static List<StackTrace> chain(List<String> lines, int free, int first) {
        int from = -1;
        boolean arrow = false;
        for (int i = first - 1; i >= Math.max(free, first - LOOK_BACK); i--) {
            String line = lines.get(i);
            boolean has = HEADER.matcher(ARROW.split(line)[0]).find()
                    || HEADER.matcher(line).find();
            boolean starts = line.strip().startsWith("--->");
            if (has && (from < 0 || arrow)) {
                from = i;
                arrow = starts;
            }
            if (from >= 0 && !arrow) {
                break;
            }
        }
        List<StackTrace> chain = new ArrayList<>();
        for (int i = Math.max(from, 0); from >= 0 && i < first; i++) {
            for (String part : ARROW.split(lines.get(i))) {
                Matcher header = HEADER.matcher(part);
                if (header.find()) {
                    String message =
                            header.group(2) == null ? "" : header.group(2).strip();
                    chain.add(new StackTrace(Language.DOTNET, header.group(1), message, List.of(), List.of()));
                }
            }
        }
        return chain.isEmpty() ? List.of(new StackTrace(Language.DOTNET, "", "", List.of(), List.of())) : chain;
    }
}
