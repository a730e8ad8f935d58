package dev.fettle.improve.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.build.Advisory;
import dev.fettle.build.Advisory.Event;
import dev.fettle.build.Advisory.Range;
import dev.fettle.build.Advisory.What;
import dev.fettle.build.BuildTool;
import dev.fettle.build.DependencyAudit;
import dev.fettle.build.maven.MavenBuild;
import dev.fettle.build.maven.MavenSamples;
import dev.fettle.improve.scan.VulnerableDependencies.Known;
import dev.fettle.improve.scan.VulnerableDependencies.KnownAdvisories;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a project really resolves to, its indirect dependencies too, against advisories at hand. */
class VulnerableDependenciesTest {
    private static final RepositoryRef SHOP = RepositoryRef.parse("acme/shop");

    @TempDir
    Path tree;

    @TempDir
    Path home;

    /** Real Maven; nothing runs, so there is no sandbox. */
    private static final class OnlyMaven implements Builds {
        private final MavenBuild maven = MavenSamples.maven();

        @Override
        public Optional<BuildTool> toolOf(Path folder) {
            return maven.recognises(folder) ? Optional.of(maven) : Optional.empty();
        }

        @Override
        public BuildTool maven() {
            return maven;
        }

        @Override
        public DependencyAudit audit() {
            return maven.audit();
        }

        @Override
        public Sandboxes sandboxes() {
            throw new AssertionError("nothing of the project runs for an audit");
        }

        @Override
        public boolean mayRun(RepositoryRef repository) {
            return false;
        }
    }

    private record Handed(List<Advisory> all) implements KnownAdvisories {
        @Override
        public Known read() {
            return new Known(all, List.of("b.json: it is no advisory in the OSV format"));
        }

        @Override
        public String edition() {
            return all.isEmpty() ? "" : "1";
        }

        @Override
        public boolean handedIn() {
            return true;
        }
    }

    private static Advisory of(String dependency, String id, String severity, String fixed) {
        Range range = new Range(List.of(new Event(What.INTRODUCED, "0"), new Event(What.FIXED, fixed)));
        return new Advisory(id, severity, "It breaks.", dependency, List.of(range), List.of());
    }

    private ScanReport scan(Advisory... advisories) {
        GitWorkspaces workspaces =
                new GitWorkspaces(home.resolve("git"), TransportRules.httpsOnly(), InstantSource.system());
        Scanner scanner = new Scanner(
                List.of(new VulnerableDependencies(
                        new Handed(List.of(advisories)), new OnlyMaven(), InstantSource.system())),
                Scanner.KnownTickets.NONE,
                new TicketDrafts(InstantSource.system()),
                text -> text);
        try (Place place = Place.folder(SHOP, RepositorySettings.DEFAULT, workspaces.snapshot(tree))) {
            return scanner.scan(place, Choice.ON, Watching.NOBODY);
        }
    }

    @Test
    void anIndirectDependencyIsFoundWithTheSmallestVersionThatMendsIt() {
        MavenSamples.write(tree, Map.of("pom.xml", MavenSamples.model("cart", MavenSamples.JUNIT4)));
        ScanReport report = scan(
                of("org.hamcrest:hamcrest-core", "GHSA-a", "medium", "1.4"),
                of("org.hamcrest:hamcrest-core", "GHSA-b", "high", "2.1"),
                of("junit:junit", "GHSA-c", "critical", "4.13.1"));

        assertThat(report.found()).hasSize(1);
        Ticket ticket = report.found().get(0).ticket();
        assertThat(ticket.title()).isEqualTo("Raise org.hamcrest:hamcrest-core to 2.1");
        assertThat(ticket.description()).isEqualTo("org.hamcrest:hamcrest-core 1.3: It breaks. (and 1 more)");
        assertThat(ticket.proposedSolution())
                .isEqualTo("Raise org.hamcrest:hamcrest-core to 2.1, the smallest version without GHSA-b, GHSA-a");
        assertThat(ticket.filesToModify()).containsExactly("pom.xml");
        assertThat(report.left())
                .containsExactly(
                        new Left("dependencies", ScanReason.NOT_READ, "b.json: it is no advisory in the OSV format"));
        assertThat(report.whole()).isEqualTo(Set.of("dependencies"));
    }

    @Test
    void withoutAdvisoriesItSaysSo() {
        assertThat(scan().left()).containsExactly(new Left("dependencies", ScanReason.NO_ADVISORIES, ""));
    }

    @Test
    void whatIsNotBuiltWithMavenIsNotSupported() {
        MavenSamples.write(tree, Map.of("setup.py", "# x\n"));
        assertThat(scan(of("a:b", "GHSA-a", "low", "2")).left())
                .containsExactly(new Left("dependencies", ScanReason.NOT_SUPPORTED, ""));
    }
}
