package dev.fettle.repair.trace;

import dev.fettle.build.Project.TestFramework;
import dev.fettle.build.TestId;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.workspace.Workspace;

/** The test that stays: small, named after what it shows, in the project's own framework. */
final class TraceTestSource {
    private final Workspace workspace;
    private final Entry entry;
    private final SearchResult result;
    private final String assertion;
    private final String exception;

    TraceTestSource(Workspace workspace, Entry entry, SearchResult result, String assertion, String exception) {
        this.workspace = workspace;
        this.entry = entry;
        this.result = result;
        this.assertion = assertion;
        this.exception = exception.substring(exception.lastIndexOf('.') + 1);
    }

    WrittenTest write() {
        String pack = entry.packageName();
        String folder = entry.module().tests().get(0) + (pack.isEmpty() ? "" : "/" + pack.replace('.', '/'));
        String method = entry.frame().method().equals("<init>")
                ? "New"
                : capital(entry.frame().method());
        String name = entry.simpleName() + method + "Test";
        for (int number = 2; workspace.read(folder + "/" + name + ".java").isPresent(); number++) {
            name = entry.simpleName() + method + number + "Test";
        }
        String test = "test" + method + "Of" + kinds();
        TestId id = new TestId((pack.isEmpty() ? "" : pack + ".") + name, test);
        String note =
                "Found by trying " + result.tries() + " simple inputs; the expected value is what the documentation of "
                        + entry.simpleName() + "." + entry.frame().method() + " promises.";
        return new WrittenTest(folder + "/" + name + ".java", source(pack, name, test), id, note);
    }

    private String source(String pack, String name, String test) {
        TestFramework framework = entry.module().framework();
        StringBuilder text = new StringBuilder();
        if (!pack.isEmpty()) {
            text.append("package ").append(pack).append(";\n\n");
        }
        String assertionName = assertion.substring(0, assertion.indexOf('('));
        switch (framework) {
            case JUNIT5 ->
                text.append("import static org.junit.jupiter.api.Assertions.")
                        .append(assertionName)
                        .append(";\n\nimport org.junit.jupiter.api.Test;\n\n");
            case JUNIT4 ->
                text.append("import static org.junit.Assert.")
                        .append(assertionName)
                        .append(";\n\nimport org.junit.Test;\n\n");
            case TESTNG ->
                text.append("import static org.testng.Assert.")
                        .append(assertionName)
                        .append(";\n\nimport org.testng.annotations.Test;\n\n");
            case JUNIT3 -> text.append("import junit.framework.TestCase;\n\n");
            case NONE -> throw new IllegalStateException("a module without tests");
        }
        text.append("/** The input for which ")
                .append(entry.simpleName())
                .append('.')
                .append(entry.frame().method())
                .append(" threw a ")
                .append(exception)
                .append(". */\n");
        boolean junit5 = framework == TestFramework.JUNIT5;
        text.append(junit5 ? "class " : "public class ")
                .append(name)
                .append(framework == TestFramework.JUNIT3 ? " extends TestCase" : "")
                .append(" {\n");
        if (framework != TestFramework.JUNIT3) {
            text.append("    @Test\n");
        }
        text.append(junit5 ? "    void " : "    public void ")
                .append(test)
                .append("()")
                .append(result.checked() ? " throws Exception" : "")
                .append(" {\n        ")
                .append(readable(pack))
                .append(";\n    }\n}\n");
        return text.toString();
    }

    /** Names of the test's own package need no qualification. */
    private String readable(String pack) {
        return pack.isEmpty()
                ? assertion
                : assertion.replaceAll("(?<![\\w.\"])" + pack.replace(".", "\\.") + "\\.(?=[A-Z])", "");
    }

    private String kinds() {
        if (result.kinds().isEmpty()) {
            return "Nothing";
        }
        StringBuilder text = new StringBuilder();
        result.kinds().stream().limit(3).forEach(kind -> text.append(capital(kind)));
        return text.toString();
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
