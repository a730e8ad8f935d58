package dev.fettle.app;

import dev.fettle.base.Redactor;
import dev.fettle.base.SecretShapes;
import dev.fettle.forge.Alert;
import dev.fettle.forge.Forge;
import dev.fettle.gate.secret.SecretScanGate;
import dev.fettle.improve.RedRuns;
import dev.fettle.improve.scan.Builds;
import dev.fettle.improve.scan.CodeAnalysis;
import dev.fettle.improve.scan.LabelledIssues;
import dev.fettle.improve.scan.OpenAlerts;
import dev.fettle.improve.scan.RedChecks;
import dev.fettle.improve.scan.RedTestsInTree;
import dev.fettle.improve.scan.ScanSource;
import dev.fettle.improve.scan.SecretsInTree;
import dev.fettle.improve.scan.SlowerTests;
import dev.fettle.improve.scan.VulnerableDependencies;
import dev.fettle.improve.scan.VulnerableDependencies.KnownAdvisories;
import dev.fettle.repair.errorprone.ErrorProneAnalyser;
import dev.fettle.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What a scan looks for, in the order in which it looks: what costs least comes first. */
final class ScanSources {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    private final SecretShapes shapes;
    private final Redactor redactor;
    private final Builds builds;
    private final KnownAdvisories advisories;
    private final InstantSource clock;

    ScanSources(
            SecretShapes shapes, Redactor redactor, Builds builds, KnownAdvisories advisories, InstantSource clock) {
        this.advisories = advisories;
        this.shapes = shapes;
        this.redactor = redactor;
        this.builds = builds;
        this.clock = clock;
    }

    /**
     * In a tree.
     *
     * @param runTests whether its suite is run
     * @param limit of what is run
     */
    List<ScanSource> ofTrees(boolean runTests, Duration limit) {
        return List.of(
                new SecretsInTree(new SecretScanGate(shapes), clock),
                new VulnerableDependencies(advisories, builds, clock),
                new CodeAnalysis(
                        () -> new ErrorProneAnalyser(builds.sandboxes(), builds.maven(), JAVA_HOME, clock),
                        ErrorProneAnalyser.currentEdition(),
                        builds,
                        limit,
                        clock),
                new RedTestsInTree(builds, runTests, redactor, limit, clock));
    }

    /** What the server looks for by schedule; the rest becomes deliveries in another way. */
    List<ScanSource> scheduled(Forge forge, Stores stores, Duration limit) {
        return ofForge(forge, stores, false, limit).stream()
                .filter(source -> !source.delivered())
                .toList();
    }

    /** On the forge, and in the tree of the default branch. */
    List<ScanSource> ofForge(Forge forge, Stores stores, boolean runTests, Duration limit) {
        List<ScanSource> sources = new ArrayList<>(List.of(
                new RedChecks(forge, new RedRuns(forge, redactor::redact, clock)),
                new LabelledIssues(forge, redactor, clock),
                new SlowerTests(forge, stores.testTimes(), stores.backlog()::findByFingerprint, redactor, clock)));
        for (Alert.Kind kind : Alert.Kind.values()) {
            sources.add(new OpenAlerts(forge, kind, clock));
        }
        sources.addAll(ofTrees(runTests, limit));
        return List.copyOf(sources);
    }
}
