package dev.fettle.repair.trace;

import dev.fettle.build.Project;
import dev.fettle.workspace.Workspace;
import java.util.List;

/**
 * How a project writes its tests, as its own test files show.
 *
 * @param indent one level
 * @param prefixed whether methods' names begin with "test"
 * @param visible whether classes and methods are public though the framework does not ask for it
 * @param suffix of a test class's name
 */
record TestStyle(String indent, boolean prefixed, boolean visible, String suffix) {
    private static final int ENOUGH = 12;

    /** @param pack its package's tests count before others */
    static TestStyle of(Workspace workspace, Project.Module module, String pack) {
        String near = "/" + pack.replace('.', '/') + "/";
        List<String> tests = workspace.files().stream()
                .filter(path -> module.tests().stream().anyMatch(folder -> path.startsWith(folder + "/")))
                .filter(path -> path.matches(".*(Test|Tests|TestCase)\\.java"))
                .sorted((a, b) -> Boolean.compare(b.contains(near), a.contains(near)))
                .limit(ENOUGH)
                .toList();
        int prefixed = 0;
        int plain = 0;
        int visible = 0;
        int hidden = 0;
        String indent = "";
        int plural = 0;
        for (String path : tests) {
            plural += path.endsWith("Tests.java") ? 1 : 0;
            String text = workspace.read(path).orElse("");
            for (String line : text.lines().toList()) {
                String code = line.strip();
                if (code.matches("(public )?void test\\w*\\(.*")) {
                    prefixed++;
                } else if (code.matches("(public )?void \\w+\\(\\).*")) {
                    plain++;
                }
                if (code.matches("(public )?void \\w+\\(.*") && indent.isEmpty()) {
                    indent = line.substring(0, line.indexOf(code));
                }
                visible += code.matches("public (final )?(class|void) .*") ? 1 : 0;
                hidden += code.matches("(final )?(class|void) .*") ? 1 : 0;
            }
        }
        boolean usual = indent.equals("\t") || indent.equals("  ") || indent.equals("    ") || indent.equals("   ");
        return new TestStyle(
                usual ? indent : "    ",
                prefixed >= plain,
                visible > hidden,
                plural * 2 > tests.size() ? "Tests" : "Test");
    }
}
