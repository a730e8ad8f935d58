package dev.fettle.repair.trace;

import dev.fettle.build.Project;
import dev.fettle.build.Project.TestFramework;
import dev.fettle.build.TestId;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.repair.run.CrashCall;
import dev.fettle.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The test that stays: small, named after what it shows, written as the project writes its own. */
final class TraceTestSource {
    private final Workspace workspace;
    private final Project.Module module;
    private final CrashCall call;
    private final TestStyle style;
    private final TestFramework framework;
    private final String exception;
    private final String pack;
    private final String simple;

    /** @param exception that the call throws, with its package */
    TraceTestSource(Workspace workspace, Entry entry, CrashCall call, String exception) {
        this.workspace = workspace;
        this.module = entry.module();
        this.call = call;
        this.pack = entry.packageName();
        this.simple = entry.simpleName();
        this.style = TestStyle.of(workspace, module, pack);
        this.framework = module.framework() == TestFramework.NONE ? TestFramework.JUNIT5 : module.framework();
        this.exception = exception.substring(exception.lastIndexOf('.') + 1);
    }

    /** A test that asks for what is right; without it, one that only makes the call and so fails as long as the call throws. */
    WrittenTest write(Optional<Right> right, long tries) {
        String base =
                module.tests().isEmpty() ? "src/test/java" : module.tests().get(0);
        String folder = base + (pack.isEmpty() ? "" : "/" + pack.replace('.', '/'));
        String method = call.method().equals("<init>") ? "New" : capital(call.method());
        String name = simple + method + style.suffix();
        for (int number = 2; workspace.read(folder + "/" + name + ".java").isPresent(); number++) {
            name = simple + method + number + style.suffix();
        }
        boolean prefix = style.prefixed() || framework == TestFramework.JUNIT3;
        String words = method + kinds();
        String test = prefix ? "test" + words : Character.toLowerCase(words.charAt(0)) + words.substring(1);
        TestId id = new TestId((pack.isEmpty() ? "" : pack + ".") + name, test);
        String note = "Found by a search of " + tries + " calls"
                + right.map(known -> "; what is right for this one is said in " + known.source())
                        .orElse("") + ".";
        return new WrittenTest(folder + "/" + name + ".java", source(name, test, right), id, note);
    }

    private String source(String name, String test, Optional<Right> right) {
        String one = style.indent();
        boolean open = framework != TestFramework.JUNIT5 || style.visible();
        List<String> body = new ArrayList<>(call.statements());
        body.addAll(last(right));
        StringBuilder text = new StringBuilder();
        if (!pack.isEmpty()) {
            text.append("package ").append(pack).append(";\n\n");
        }
        text.append(imports(right));
        text.append("/** The input for which ")
                .append(simple)
                .append('.')
                .append(call.method())
                .append("AEIOU".indexOf(exception.charAt(0)) < 0 ? " threw a " : " threw an ")
                .append(exception);
        text.append(right.isPresent() ? ". */\n" : "; what is right for it, the code does not say. */\n");
        text.append(open ? "public class " : "class ").append(name);
        text.append(framework == TestFramework.JUNIT3 ? " extends TestCase" : "")
                .append(" {\n");
        if (framework != TestFramework.JUNIT3) {
            text.append(one).append(annotation(right)).append('\n');
        }
        text.append(one).append(open ? "public void " : "void ").append(test).append("()");
        text.append(call.checked() ? " throws Exception" : "").append(" {\n");
        for (String line : body) {
            text.append(one)
                    .append(one)
                    .append(line.replace("\n", "\n" + one + one))
                    .append('\n');
        }
        return text.append(one).append("}\n}\n").toString();
    }

    private String expected(Optional<Right> right) {
        return right.map(Right::expected).orElse("");
    }

    private String annotation(Optional<Right> right) {
        String expected = simpleName(expected(right));
        if (expected.isEmpty() || framework == TestFramework.JUNIT5) {
            return "@Test";
        }
        return framework == TestFramework.TESTNG
                ? "@Test(expectedExceptions = " + expected + ".class)"
                : "@Test(expected = " + expected + ".class)";
    }

    private List<String> last(Optional<Right> right) {
        if (right.isEmpty()) {
            return List.of(call.call() + ";");
        }
        String expected = simpleName(expected(right));
        if (expected.isEmpty()) {
            return List.of(right.get().assertion() + ";");
        }
        return switch (framework) {
            case JUNIT5 -> List.of("assertThrows(" + expected + ".class, () -> " + call.call() + ");");
            case JUNIT3 ->
                List.of(
                        "try {",
                        style.indent() + call.call() + ";",
                        style.indent() + "fail(\"expected: " + expected + "\");",
                        "} catch (" + expected + " asDocumented) {",
                        style.indent() + "return;",
                        "}");
            default -> List.of(call.call() + ";");
        };
    }

    private String imports(Optional<Right> right) {
        TreeSet<String> names = new TreeSet<>(call.imports());
        right.map(Right::expected).filter(name -> name.indexOf('.') > 0).ifPresent(names::add);
        names.add(
                switch (framework) {
                    case JUNIT5 -> "org.junit.jupiter.api.Test";
                    case TESTNG -> "org.testng.annotations.Test";
                    case JUNIT3 -> "junit.framework.TestCase";
                    case JUNIT4, NONE -> "org.junit.Test";
                });
        String assertion = right.map(Right::assertion).orElse("");
        String method = assertion.isEmpty()
                ? !expected(right).isEmpty() && framework == TestFramework.JUNIT5 ? "assertThrows" : ""
                : assertion.substring(0, assertion.indexOf('('));
        StringBuilder text = new StringBuilder();
        if (!method.isEmpty() && framework != TestFramework.JUNIT3) {
            String from = switch (framework) {
                case JUNIT5 -> "org.junit.jupiter.api.Assertions.";
                case TESTNG -> "org.testng.Assert.";
                default -> "org.junit.Assert.";
            };
            text.append("import static ").append(from).append(method).append(";\n\n");
        }
        names.forEach(each -> text.append("import ").append(each).append(";\n"));
        return text.append('\n').toString();
    }

    private static String simpleName(String qualified) {
        return qualified.substring(qualified.lastIndexOf('.') + 1);
    }

    private String kinds() {
        List<String> telling =
                call.kinds().stream().filter(kind -> !kind.equals("other")).toList();
        List<String> some = telling.isEmpty() ? call.kinds() : telling;
        StringBuilder text = new StringBuilder(some.isEmpty() ? "" : "With");
        some.stream().limit(3).forEach(kind -> text.append(capital(kind)));
        return text.toString();
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
