package dev.fettle.app.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A case written in one text file: lines {@code key: value} first, then sections, each begun by a line {@code -- path --}.
 *
 * @param header by key
 * @param files of the project, by path
 * @param heldOut tests that no engine sees, by path
 * @param fixes the right behaviour, as edits of whole lines
 */
public record CaseText(
        Map<String, String> header, Map<String, String> files, Map<String, String> heldOut, List<LineEdit> fixes) {
    /** The extension of such files. */
    public static final String EXTENSION = ".case";

    private static final Pattern SECTION = Pattern.compile("-- (held-out |fix )?(\\S+) --");

    public CaseText {
        header = Map.copyOf(header);
        files = Map.copyOf(files);
        heldOut = Map.copyOf(heldOut);
        fixes = List.copyOf(fixes);
    }

    /**
     * Lines of a file that become others.
     *
     * @param before found exactly once, whatever the indentation
     */
    public record LineEdit(String path, List<String> before, List<String> after) {
        public LineEdit {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /**
     * Reads a case.
     *
     * @throws IllegalArgumentException for a line before the first section that is no {@code key: value}, and for a section that stands twice
     */
    public static CaseText parse(String text) {
        Map<String, String> header = new LinkedHashMap<>();
        Map<String, String> files = new LinkedHashMap<>();
        Map<String, String> heldOut = new LinkedHashMap<>();
        List<LineEdit> fixes = new ArrayList<>();
        List<String> lines = text.lines().toList();
        int at = 0;
        while (at < lines.size() && !SECTION.matcher(lines.get(at)).matches()) {
            headerLine(lines.get(at), header);
            at++;
        }
        while (at < lines.size()) {
            Matcher section = SECTION.matcher(lines.get(at));
            if (!section.matches()) {
                throw new IllegalStateException("not at a section");
            }
            int end = at + 1;
            while (end < lines.size() && !SECTION.matcher(lines.get(end)).matches()) {
                end++;
            }
            List<String> body = lines.subList(at + 1, end);
            String path = section.group(2);
            if ("fix ".equals(section.group(1))) {
                fixes.addAll(edits(path, body));
            } else {
                Map<String, String> into = section.group(1) == null ? files : heldOut;
                if (into.put(path, String.join("\n", body).strip() + "\n") != null) {
                    throw new IllegalArgumentException(path + " stands twice");
                }
            }
            at = end;
        }
        return new CaseText(header, files, heldOut, fixes);
    }

    private static void headerLine(String line, Map<String, String> header) {
        if (line.isBlank()) {
            return;
        }
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("'" + line + "' is no 'key: value'");
        }
        header.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }

    /** Blocks of lines that begin with {@code -} and then of lines that begin with {@code +}. */
    private static List<LineEdit> edits(String path, List<String> body) {
        List<LineEdit> edits = new ArrayList<>();
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (String line : body) {
            boolean old = line.startsWith("-");
            if (!line.isBlank() && !old && !line.startsWith("+")) {
                throw new IllegalArgumentException("'" + line + "' begins with neither - nor +");
            }
            if ((line.isBlank() || old && !after.isEmpty()) && !before.isEmpty()) {
                edits.add(new LineEdit(path, before, after));
                before.clear();
                after.clear();
            }
            if (!line.isBlank()) {
                (old ? before : after).add(line.substring(1).strip());
            }
        }
        if (!before.isEmpty()) {
            edits.add(new LineEdit(path, before, after));
        }
        return edits;
    }

    /**
     * The project's files with the right behaviour.
     *
     * @throws IllegalArgumentException when lines to be changed are not there exactly once
     */
    public Map<String, String> fixed() {
        Map<String, String> fixed = new LinkedHashMap<>(files);
        for (LineEdit edit : fixes) {
            List<String> lines =
                    new ArrayList<>(fixed.getOrDefault(edit.path(), "").lines().toList());
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i + edit.before().size() <= lines.size(); i++) {
                List<String> here = lines.subList(i, i + edit.before().size()).stream()
                        .map(String::strip)
                        .toList();
                if (here.equals(edit.before())) {
                    places.add(i);
                }
            }
            if (places.size() != 1) {
                throw new IllegalArgumentException(
                        edit.path() + " has " + places.size() + " places with " + edit.before() + ", not one");
            }
            List<String> hole =
                    lines.subList(places.get(0), places.get(0) + edit.before().size());
            hole.clear();
            lines.addAll(places.get(0), edit.after());
            fixed.put(edit.path(), String.join("\n", lines) + "\n");
        }
        return fixed;
    }
}
