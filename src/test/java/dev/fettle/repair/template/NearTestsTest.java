package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.Project;
import dev.fettle.build.Project.TestFramework;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.repair.Reproduction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A large suite is not waited for: what knows of the failure is looked at first. */
class NearTestsTest {
    private static final Project.Module SHOP = new Project.Module(
            "shop",
            "shop:shop",
            List.of("src/main/java"),
            List.of("src/test/java"),
            "target/classes",
            "target/test-classes",
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            TestFramework.JUNIT5);

    private static final Map<String, String> TEXTS = Map.of(
            "src/main/java/shop/Price.java", "class Price {}",
            "src/main/java/shop/Tax.java", "class Tax {}",
            "src/test/java/shop/AddressTest.java", "new Address();",
            "src/test/java/shop/BillTest.java", "new Bill(new Price(3));",
            "src/test/java/shop/CountryTest.java", "Tax.of(country);",
            "src/test/java/shop/PriceTest.java", "new Price(4);",
            "src/test/java/shop/ZoneTest.java", "new Zone();");

    private static final ProjectFiles FILES = new ProjectFiles(
            Project.asItIs("maven", Path.of("/jdk"), 17, List.of(SHOP), List.of()),
            TEXTS.keySet().stream().sorted().toList());

    private static final TestOutcome RED = new TestOutcome(
            new TestId("shop.PriceTest", "rounds"),
            TestOutcome.Status.ERROR,
            Duration.ZERO,
            new TestOutcome.Failure(
                    "java.lang.ArithmeticException",
                    "/ by zero",
                    "java.lang.ArithmeticException: / by zero\n\tat shop.Tax$Rate.of(Tax.java:7)\n\tat shop.Price.with(Price.java:9)"));

    @Test
    void whileTheSuiteStillRunsTheTestClassesThatNameWhatFailedComeFirst() {
        assertThat(first(new Reproduction(List.of(RED), new TestReport(List.of(RED)), false, Set.of(), Set.of(), null)))
                .containsExactly(
                        "shop.PriceTest", "shop.BillTest", "shop.CountryTest", "shop.AddressTest", "shop.ZoneTest");
    }

    @Test
    void ofASuiteThatWasSeenTheFailingTestComesFirstAndThenItsClass() {
        TestReport seen = new TestReport(List.of(
                green("shop.AddressTest", "prints"),
                green("shop.BillTest", "adds"),
                green("shop.PriceTest", "compares"),
                RED));

        assertThat(first(new Reproduction(List.of(RED), seen, true, Set.of(), Set.of(), null)))
                .containsExactly(
                        "shop.PriceTest#rounds",
                        "shop.PriceTest#compares",
                        "shop.BillTest#adds",
                        "shop.AddressTest#prints");
    }

    private static TestOutcome green(String className, String method) {
        return new TestOutcome(new TestId(className, method), TestOutcome.Status.PASSED, Duration.ZERO, null);
    }

    private static List<String> first(Reproduction reproduction) {
        return NearTests.first(reproduction, FILES, SHOP, path -> Optional.ofNullable(TEXTS.get(path))).stream()
                .map(TestId::toString)
                .toList();
    }
}
