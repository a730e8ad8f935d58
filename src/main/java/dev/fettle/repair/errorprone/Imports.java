package dev.fettle.repair.errorprone;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Error Prone sorts a file's imports anew when its fix needs one more. A reviewer asked for the fix alone: the others stay where they were. */
final class Imports {
    private static final Pattern IMPORT = Pattern.compile("import\\s[^;]*;.*");

    /** Nothing, or a comment. */
    private static final Pattern BETWEEN = Pattern.compile("|(?://|/\\*|\\*).*");

    private Imports() {}

    /** The new text with the imports as they were, and those that came in among them, each before the first that sorts behind it. */
    static String keptInOrder(String old, String written) {
        List<String> before = lines(old);
        List<String> after = lines(written);
        int[] was = block(before);
        int[] is = block(after);
        if (was[0] < 0 || is[0] < 0) {
            return written;
        }
        List<String> imports = new ArrayList<>(before.subList(was[0], was[1]));
        List<String> names = imports.stream().map(String::strip).toList();
        after.subList(is[0], is[1]).stream()
                .filter(line -> isImport(line) && !names.contains(line.strip()))
                .forEach(line -> insert(imports, line));
        List<String> text = new ArrayList<>(after.subList(0, is[0]));
        text.addAll(imports);
        text.addAll(after.subList(is[1], after.size()));
        return String.join("", text);
    }

    private static void insert(List<String> imports, String line) {
        boolean isStatic = isStatic(line);
        int last = imports.size();
        for (int i = 0; i < imports.size(); i++) {
            String other = imports.get(i);
            if (isImport(other) && isStatic(other) == isStatic) {
                if (other.strip().compareTo(line.strip()) > 0) {
                    imports.add(i, line);
                    return;
                }
                last = i + 1;
            }
        }
        imports.add(last, line);
    }

    /** From the first import to behind the last one before the code begins; -1 where there is none. */
    private static int[] block(List<String> lines) {
        int first = -1;
        int end = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (isImport(lines.get(i))) {
                first = first < 0 ? i : first;
                end = i + 1;
            } else if (first >= 0 && !BETWEEN.matcher(lines.get(i).strip()).matches()) {
                break;
            }
        }
        return new int[] {first, end};
    }

    /** With their ends. */
    private static List<String> lines(String text) {
        return List.of(text.split("(?<=\n)", -1));
    }

    private static boolean isImport(String line) {
        return IMPORT.matcher(line.strip()).matches();
    }

    private static boolean isStatic(String line) {
        return line.strip().startsWith("import static ");
    }
}
