package dev.fettle.build.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.Advisory;
import dev.fettle.build.Advisory.Event;
import dev.fettle.build.Advisory.Range;
import dev.fettle.build.Advisory.What;
import dev.fettle.build.DependencyAudit.Vulnerable;
import dev.fettle.build.Project;
import dev.fettle.build.Project.Module;
import dev.fettle.build.Project.TestFramework;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Versions against ranges, in Maven's order. */
class MavenAuditTest {
    private static final Path CACHE = Path.of("/cache");
    private static final String TOOL = "org.acme:tool";

    private final MavenAudit audit = new MavenAudit(CACHE);

    private static Project project(Module... modules) {
        return Project.asItIs("maven", Path.of("/jdk"), 17, List.of(modules), List.of());
    }

    private static Module module(String path, String... jars) {
        return new Module(
                path,
                "shop:" + path,
                List.of(),
                List.of(),
                "target/classes",
                "target/test-classes",
                Arrays.stream(jars).map(CACHE::resolve).toList(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                TestFramework.NONE);
    }

    private static String tool(String version) {
        return "org/acme/tool/" + version + "/tool-" + version + ".jar";
    }

    /** {@code introduced fixed introduced fixed …}; {@code -} for none. */
    private static Advisory advisory(String id, String severity, String... bounds) {
        List<Event> events = new java.util.ArrayList<>();
        for (int i = 0; i < bounds.length; i++) {
            if (!bounds[i].equals("-")) {
                events.add(new Event(i % 2 == 0 ? What.INTRODUCED : What.FIXED, bounds[i]));
            }
        }
        return new Advisory(id, severity, "It breaks.", TOOL, List.of(new Range(events)), List.of());
    }

    private List<Vulnerable> audit(String version, Advisory... advisories) {
        return audit.audit(project(module("", tool(version))), List.of(advisories));
    }

    @ParameterizedTest
    @CsvSource({
        "1.9, 0, 1.10, true",
        "1.10, 0, 1.10, false",
        "1.11, 0, 1.10, false",
        "2.0-beta9, 2.0-beta9, 2.15.0, true",
        "2.0-beta8, 2.0-beta9, 2.15.0, false",
        "2.0-rc1, 2.0-beta9, 2.15.0, true",
        "2.15.0-SNAPSHOT, 2.0, 2.15.0, true",
        "1.0.0.Final, 1.0, 1.1, true",
        "1.0.0.RELEASE, 1.0.1, 1.1, false",
        "5.3.17, 5.3.0, 5.3.18, true",
        "9.0.0.M1, 9.0.0-M1, 9.0.1, true",
        "3.2.1, 3.0, -, true",
    })
    void versionsAreInMavensOrder(String version, String introduced, String fixed, boolean vulnerable) {
        assertThat(audit(version, advisory("A-1", "high", introduced, fixed)).isEmpty())
                .isEqualTo(!vulnerable);
    }

    @Test
    void theLastAffectedVersionStillHasIt() {
        Advisory advisory = new Advisory(
                "A-1",
                "high",
                "It breaks.",
                TOOL,
                List.of(new Range(List.of(new Event(What.INTRODUCED, "0"), new Event(What.LAST_AFFECTED, "1.4")))),
                List.of());

        assertThat(audit("1.4", advisory))
                .singleElement()
                .extracting(Vulnerable::fixed)
                .isEqualTo("");
        assertThat(audit("1.4.1", advisory)).isEmpty();
    }

    @Test
    void versionsMayBeNamedOneByOne() {
        Advisory advisory = new Advisory("A-1", "high", "It breaks.", TOOL, List.of(), List.of("1.2", "1.4"));

        assertThat(audit("1.4", advisory)).hasSize(1);
        assertThat(audit("1.3", advisory)).isEmpty();
    }

    @Test
    void theSmallestLaterVersionWithoutAnyOfThemIsTheWayOut() {
        // As of Log4j 2: each fix had the next hole, and older lines had fixes of their own.
        Advisory first = advisory("A-1", "critical", "2.0-beta9", "2.3.1", "2.4", "2.12.2", "2.13.0", "2.15.0");
        Advisory second = advisory("A-2", "critical", "2.13.0", "2.16.0");
        Advisory third = advisory("A-3", "medium", "2.8", "2.17.0");

        assertThat(audit("2.14.1", first, second, third)).singleElement().satisfies(found -> {
            assertThat(found.fixed()).isEqualTo("2.17.0");
            assertThat(found.advisories()).extracting(Advisory::id).containsExactly("A-1", "A-2", "A-3");
        });
        assertThat(audit("2.3", first, second, third))
                .singleElement()
                .extracting(Vulnerable::fixed)
                .isEqualTo("2.3.1");
    }

    @Test
    void aFixThatBringsAnotherHoleIsNoWayOutThoughTheVersionInUseDoesNotHaveThat() {
        Advisory here = advisory("A-1", "high", "1.0", "1.5");
        Advisory there = advisory("A-2", "high", "1.5", "1.6");

        assertThat(audit("1.2", here, there)).singleElement().satisfies(found -> {
            assertThat(found.advisories()).extracting(Advisory::id).containsExactly("A-1");
            assertThat(found.fixed()).isEqualTo("1.6");
        });
    }

    @Test
    void eventsInAnyOrderMeanTheSame() {
        Advisory advisory = new Advisory(
                "A-1",
                "low",
                "It breaks.",
                TOOL,
                List.of(new Range(List.of(
                        new Event(What.FIXED, "2.0"),
                        new Event(What.INTRODUCED, "3.0"),
                        new Event(What.INTRODUCED, "0"),
                        new Event(What.FIXED, "3.1")))),
                List.of());

        assertThat(audit("1.0", advisory)).hasSize(1);
        assertThat(audit("2.5", advisory)).isEmpty();
        assertThat(audit("3.0", advisory)).hasSize(1);
    }

    @Test
    void eachVersionIsToldOnceWithTheFirstModuleThatBringsIt() {
        Advisory advisory = advisory("A-1", "high", "0", "9");
        List<Vulnerable> found = audit.audit(
                project(
                        module("core", tool("1.0")),
                        module("web", tool("1.0"), tool("2.0"), "org/acme/other/1/other-1.jar")),
                List.of(advisory));

        assertThat(found).extracting(Vulnerable::module).containsExactly("core", "web");
        assertThat(found).extracting(Vulnerable::version).containsExactly("1.0", "2.0");
    }

    @Test
    void anotherArtifactOfTheGroupAndJarsFromElsewhereAreNotMeant() {
        Project project = project(module("", "org/acme/tool-kit/1.0/tool-kit-1.0.jar", "/opt/lib/tool-1.0.jar"));

        assertThat(audit.audit(project, List.of(advisory("A-1", "high", "0", "9"))))
                .isEmpty();
    }
}
