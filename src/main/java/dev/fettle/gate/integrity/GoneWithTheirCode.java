package dev.fettle.gate.integrity;

import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells tests that are deleted because what they test is deleted from those that are only deleted. */
final class GoneWithTheirCode {
    private static final Pattern DECLARED = Pattern.compile(
            "^\\s*(?:(?:public|protected|private|static|final|abstract|synchronized|fun|def|override|default)\\s+)*(?:[\\w<>\\[\\], .?]+\\s)?(?<name>\\w{3,})\\s*\\([^;=]*\\)?[^;=]*[{:,]\\s*$|\\b(?:class|record|enum|interface)\\s+(?<type>\\w{3,})");
    private static final Set<String> NO_NAMES =
            Set.of("for", "while", "switch", "catch", "synchronized", "try", "elif");

    private static final int LONGEST_DECLARATION = 300;

    private final Set<String> gone = new HashSet<>();

    GoneWithTheirCode(List<FileChange> files) {
        List<FileChange> production = files.stream()
                .filter(file -> TestSources.isCode(file.path()) && !TestSources.isTest(file.path()))
                .toList();
        production.forEach(file -> gone.addAll(declared(file.removedLines())));
        production.forEach(file -> {
            if (file.after() != null) {
                String bare = BareCode.of(file.path(), file.after());
                gone.removeIf(name -> mentions(bare, name));
            }
        });
    }

    /** Whether each test that is taken out of a file names something that is gone. */
    boolean explains(FileChange file) {
        List<String> tests = new ArrayList<>();
        StringBuilder test = new StringBuilder();
        boolean begun = false;
        for (Line line : file.removedLines()) {
            if (TestCounts.TEST.matcher(line.text()).find()) {
                if (begun) {
                    tests.add(test.toString());
                }
                begun = true;
                test.setLength(0);
            }
            test.append(line.text()).append('\n');
        }
        if (begun) {
            tests.add(test.toString());
        }
        return !tests.isEmpty()
                && tests.stream().allMatch(text -> gone.stream().anyMatch(name -> mentions(text, name)));
    }

    /** Whether a text names something that is gone. */
    boolean explains(String text) {
        return gone.stream().anyMatch(name -> mentions(text, name));
    }

    private static Set<String> declared(List<Line> lines) {
        return lines.stream()
                .filter(line -> line.text().length() <= LONGEST_DECLARATION)
                .map(line -> DECLARED.matcher(line.text()))
                .filter(Matcher::find)
                .map(found -> found.group("name") == null ? found.group("type") : found.group("name"))
                .filter(name -> !NO_NAMES.contains(name) && !name.equals("if"))
                .collect(Collectors.toSet());
    }

    private static boolean mentions(String text, String name) {
        return Pattern.compile("\\b" + name + "\\b").matcher(text).find();
    }
}
