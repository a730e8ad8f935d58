package dev.fettle.repair.trace;

import dev.fettle.build.Project;
import dev.fettle.build.Project.TestFramework;
import dev.fettle.build.TestId;
import dev.fettle.repair.CodeTestWriter;
import dev.fettle.repair.Problem;
import dev.fettle.repair.ReportedCode;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes of a snippet a test of the project: in the package of the first of its classes that the snippet names, with the imports that were left out, in the style of the tests that are there. */
public final class SnippetTests implements CodeTestWriter {
    @Override
    public List<Draft> write(Problem problem, ReportedCode code) {
        return code.blocks().stream().map(block -> draft(problem, code, block)).toList();
    }

    private static Draft draft(Problem problem, ReportedCode code, String block) {
        Optional<Snippet> read = Snippet.of(block);
        if (read.isEmpty()) {
            return new NotMade("is neither a test nor statements of Java");
        }
        Snippet snippet = read.get();
        SnippetImports imports = new SnippetImports(problem.workspace(), problem.project());
        Optional<Entry> about = snippet.names().stream()
                .flatMap(name -> imports.own(name).stream())
                .findFirst();
        if (about.isEmpty()) {
            return new NotMade("names no class of this project");
        }
        Project.Module module = about.get().module();
        if (module.framework() == TestFramework.NONE || module.tests().isEmpty()) {
            return new NotMade("belongs to a module without tests");
        }
        if (module.framework() == TestFramework.JUNIT3 && snippet.form() != Snippet.Form.SOURCE) {
            return new NotMade("is no whole test, and this project's are of JUnit 3");
        }
        return new Made(test(problem.workspace(), code, snippet, about.get(), imports), snippet.asserts());
    }

    private static WrittenTest test(
            Workspace workspace, ReportedCode code, Snippet snippet, Entry about, SnippetImports imports) {
        Project.Module module = about.module();
        boolean source = snippet.form() == Snippet.Form.SOURCE;
        String pack = source && !snippet.pack().isEmpty() ? snippet.pack() : about.packageName();
        String folder = module.tests().get(0) + (pack.isEmpty() ? "" : "/" + pack.replace('.', '/'));
        TestStyle style = TestStyle.of(workspace, module, pack);
        String name = source ? snippet.typeName() : about.simpleName() + "Issue" + code.number() + style.suffix();
        String free = name;
        for (int number = 2; workspace.read(folder + "/" + free + ".java").isPresent(); number++) {
            free = name + number;
        }
        SortedSet<String> missing = imports.missing(snippet, module, pack);
        String method = (style.prefixed() ? "testIssue" : "issue") + code.number();
        String text = switch (snippet.form()) {
            case SOURCE -> whole(snippet, pack, missing, name, free);
            case MEMBERS ->
                wrapped(snippet, pack, missing, free, code, style, indented(snippet.code(), style.indent()));
            case STATEMENTS -> {
                missing.add("import "
                        + (module.framework() == TestFramework.JUNIT5
                                ? "org.junit.jupiter.api.Test"
                                : module.framework() == TestFramework.TESTNG
                                        ? "org.testng.annotations.Test"
                                        : "org.junit.Test")
                        + ";");
                yield wrapped(snippet, pack, missing, free, code, style, method(snippet, method, module, style));
            }
        };
        String only = snippet.form() == Snippet.Form.STATEMENTS
                ? method
                : snippet.tests().size() == 1 ? snippet.tests().get(0) : "";
        TestId id = new TestId((pack.isEmpty() ? "" : pack + ".") + free, only);
        return new WrittenTest(
                folder + "/" + free + ".java", text, id, "Made of the code that issue #" + code.number() + " shows.");
    }

    private static String whole(Snippet snippet, String pack, SortedSet<String> missing, String name, String free) {
        String text = snippet.code().strip() + "\n";
        text = name.equals(free) ? text : text.replaceAll("\\b" + name + "\\b", free);
        String added = missing.isEmpty() ? "" : String.join("\n", missing) + "\n";
        if (!snippet.pack().isEmpty()) {
            int end = text.indexOf(';') + 1;
            return added.isEmpty() ? text : text.substring(0, end) + "\n\n" + added + text.substring(end);
        }
        String head = pack.isEmpty() ? "" : "package " + pack + ";\n\n";
        return head + (added.isEmpty() ? "" : added + "\n") + text;
    }

    private static String wrapped(
            Snippet snippet,
            String pack,
            SortedSet<String> missing,
            String name,
            ReportedCode code,
            TestStyle style,
            String body) {
        TreeSet<String> all = new TreeSet<>(missing);
        all.addAll(snippet.imports());
        boolean open = style.visible() || body.contains("public void ");
        String plain =
                all.stream().filter(line -> !line.startsWith("import static ")).collect(Collectors.joining("\n"));
        String fixed =
                all.stream().filter(line -> line.startsWith("import static ")).collect(Collectors.joining("\n"));
        return (pack.isEmpty() ? "" : "package " + pack + ";\n\n")
                + (fixed.isEmpty() ? "" : fixed + "\n\n")
                + (plain.isEmpty() ? "" : plain + "\n\n")
                + "/** What issue #" + code.number() + " shows. */\n"
                + (open ? "public class " : "class ") + name + " {\n"
                + body + "}\n";
    }

    private static String method(Snippet snippet, String method, Project.Module module, TestStyle style) {
        String one = style.indent();
        boolean open = module.framework() != TestFramework.JUNIT5 || style.visible();
        return one + "@Test\n" + one + (open ? "public void " : "void ") + method + "() throws Exception {\n"
                + indented(snippet.code(), one + one) + one + "}\n";
    }

    /** The snippet's own indentation goes, the project's comes. */
    private static String indented(String code, String indent) {
        return code.stripIndent()
                .lines()
                .map(line -> line.isBlank() ? "" : indent + line.stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
