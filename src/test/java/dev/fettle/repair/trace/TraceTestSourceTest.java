package dev.fettle.repair.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.Project;
import dev.fettle.build.Project.TestFramework;
import dev.fettle.repair.run.CrashCall;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A written test looks like those that are there, whatever the framework. */
class TraceTestSourceTest {
    private static final CrashCall CALL = new CrashCall(
            "shop.Pager",
            "pages",
            List.of("int"),
            0,
            List.of("Pager pager = new Pager();", "pager.setSize(0);"),
            "pager.pages(3)",
            List.of(),
            "int",
            List.of("number"),
            true,
            true);

    @TempDir
    private Path folder;

    private String written(TestFramework framework, String existing, Optional<Right> right) throws IOException {
        Path tests = Files.createDirectories(folder.resolve("src/test/java/shop"));
        Files.writeString(tests.resolve("OtherTest.java"), existing);
        Project.Module module = new Project.Module(
                "",
                "a:b",
                List.of("src/main/java"),
                List.of("src/test/java"),
                "c",
                "t",
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                framework);
        try (Workspace workspace = new GitWorkspaces(
                        folder.resolve("git"), TransportRules.httpsOnly(), InstantSource.system())
                .snapshot(folder)) {
            return new TraceTestSource(
                            workspace, new Entry(module, "", "shop.Pager"), CALL, "java.lang.ArithmeticException")
                    .write(right, 7)
                    .source();
        }
    }

    private static final Optional<Right> REFUSED =
            Optional.of(new Right("", "IllegalStateException", "the documentation"));

    @Test
    void asJUnit3() throws IOException {
        String source = written(
                TestFramework.JUNIT3,
                "public class OtherTest extends TestCase {\n\tpublic void testAll() {\n\t}\n}\n",
                REFUSED);

        assertThat(source)
                .contains("import junit.framework.TestCase;")
                .contains(
                        "public class PagerPagesTest extends TestCase {\n\tpublic void testPagesWithNumber() throws Exception {")
                .contains("\t\ttry {\n\t\t\tpager.pages(3);\n\t\t\tfail(\"expected: IllegalStateException\");")
                .contains("\t\t} catch (IllegalStateException asDocumented) {");
    }

    @Test
    void asJUnit4() throws IOException {
        String source = written(
                TestFramework.JUNIT4, "public class OtherTest {\n  @Test\n  public void isFine() {\n  }\n}\n", REFUSED);

        assertThat(source)
                .contains(
                        "  @Test(expected = IllegalStateException.class)\n  public void pagesWithNumber() throws Exception {")
                .contains("    Pager pager = new Pager();\n    pager.setSize(0);\n    pager.pages(3);\n  }");
    }

    @Test
    void asTestNg() throws IOException {
        String source = written(
                TestFramework.TESTNG,
                "public class OtherTest {\n    public void testIt() {\n    }\n}\n",
                Optional.of(new Right("assertEquals(0, pager.pages(3))", "", "the documentation")));

        assertThat(source)
                .contains("import static org.testng.Assert.assertEquals;")
                .contains("    @Test\n    public void testPagesWithNumber() throws Exception {")
                .contains("        assertEquals(0, pager.pages(3));");
    }

    @Test
    void withoutAnAssertionItSaysSo() throws IOException {
        String source =
                written(TestFramework.JUNIT5, "class OtherTest {\n    void isFine() {\n    }\n}\n", Optional.empty());

        assertThat(source)
                .contains("threw an ArithmeticException; what is right for it, the code does not say.")
                .contains("class PagerPagesTest {\n    @Test\n    void pagesWithNumber() throws Exception {")
                .contains("        pager.pages(3);\n");
    }
}
