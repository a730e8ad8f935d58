package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.Project;
import dev.fettle.build.Project.TestFramework;
import dev.fettle.build.TestId;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProjectFilesTest {
    private static final Project.Module CORE = module("core");
    private static final Project.Module EXTRAS = module("extras");

    @Test
    void editsOfTwoModulesAreNotCompiledTogether() {
        ProjectFiles files = files();

        assertThat(files.areOfOneModule(
                        draft("core/src/main/java/shop/Price.java", "core/src/main/java/shop/Tax.java")))
                .isTrue();
        assertThat(files.areOfOneModule(
                        draft("core/src/main/java/shop/Price.java", "extras/src/main/java/shop/Gift.java")))
                .isFalse();
    }

    @Test
    void theSourceOfANestedTestIsThatOfTheClassAroundIt() {
        assertThat(files().pathOf(new TestId("shop.GiftTest$Wrapped", "isPaid")))
                .hasValue("extras/src/test/java/shop/GiftTest.java");
        assertThat(files().pathOf(new TestId("shop.GoneTest", "isPaid"))).isEmpty();
    }

    @Test
    void whatIsNamedLikeATestIsOne() {
        ProjectFiles files = new ProjectFiles(
                Project.asItIs("maven", Path.of("/jdk"), 17, List.of(CORE, EXTRAS), List.of()),
                List.of(
                        "core/src/test/java/shop/PriceTest.java",
                        "core/src/test/java/shop/TestTax.java",
                        "core/src/test/java/shop/PriceTestData.java",
                        "core/src/main/java/shop/ContestTest.java",
                        "extras/src/test/java/shop/GiftTest.java"));

        assertThat(files.testClasses(CORE))
                .containsExactly(new TestId("shop.PriceTest", ""), new TestId("shop.TestTax", ""));
    }

    private static ProjectFiles files() {
        Project project = Project.asItIs("maven", Path.of("/jdk"), 17, List.of(CORE, EXTRAS), List.of());
        return new ProjectFiles(project, List.of("extras/src/test/java/shop/GiftTest.java"));
    }

    private static Draft draft(String... paths) {
        List<Edit> edits =
                Arrays.stream(paths).map(path -> new Edit(path, 0, 1, "x")).toList();
        return new Draft(1, "pair", edits, 1, 0.5, 0.5, 0.5, "two edits", Set.of());
    }

    private static Project.Module module(String name) {
        return new Project.Module(
                name,
                "shop:" + name,
                List.of(name + "/src/main/java"),
                List.of(name + "/src/test/java"),
                name + "/target/classes",
                name + "/target/test-classes",
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                TestFramework.JUNIT5);
    }
}
