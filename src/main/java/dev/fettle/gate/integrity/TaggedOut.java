package dev.fettle.gate.integrity;

import dev.fettle.gate.HeadFiles;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Line;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tests that get a tag which the build leaves out, as it did before the change: they run no more, and no setting was touched. */
final class TaggedOut {
    private static final Pattern TAG = Pattern.compile(
            "@(?:[\\w.]+\\.)?Tag\\(\\s*\"([\\w.-]{1,80})\"|@(?:[\\w.]+\\.)?(?:Category)\\(\\s*(\\w{1,80})\\.class|@pytest\\.mark\\.(\\w{1,80})");
    private static final List<String> OF_THE_JVM = List.of("pom.xml", "build.gradle", "build.gradle.kts");
    private static final List<String> OF_PYTHON = List.of("pytest.ini", "tox.ini", "setup.cfg", "pyproject.toml");

    private TaggedOut() {}

    static void look(FileChange file, HeadFiles head, MethodsCompared methods, List<Finding> findings) {
        for (Line line : file.addedLines()) {
            Matcher tag = TAG.matcher(line.text());
            if (line.text().length() > Weakening.LONGEST_LINE || !tag.find() || methods.isNew(file, line.number())) {
                continue;
            }
            String name = tag.group(1) != null ? tag.group(1) : tag.group(2) != null ? tag.group(2) : tag.group(3);
            if (leftOut(file.path(), name, head)) {
                findings.add(new Finding(
                        file.path(), line.number(), "disabled", "The build runs no tests that have this tag."));
            }
        }
    }

    /** Whether a build file beside the test, or in a folder above, says so. */
    private static boolean leftOut(String path, String tag, HeadFiles head) {
        String word = "(?<![\\w.-])" + Pattern.quote(tag) + "(?![\\w-])";
        boolean python = path.endsWith(".py");
        Pattern says = Pattern.compile(
                python
                        ? "-m[ =]?[\"']?not\\s(?:[^\"'\\n]{0,80}\\s)?" + word
                        : "<excludedGroups>[^<]{0,200}" + word + "|\\bexcludeTags\\b[^\\n]{0,200}" + word
                                + "|\\bexcludeCategories\\b[^\\n]{0,200}" + word);
        for (String folder = parent(path); ; folder = parent(folder.substring(0, folder.length() - 1))) {
            for (String name : python ? OF_PYTHON : OF_THE_JVM) {
                if (head.read(folder + name)
                        .filter(text -> says.matcher(text).find())
                        .isPresent()) {
                    return true;
                }
            }
            if (folder.isEmpty()) {
                return false;
            }
        }
    }

    /** With its slash; "" for the root. */
    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
