package dev.fettle.build.maven;

import dev.fettle.build.JUnitXml;
import dev.fettle.build.Project;
import dev.fettle.build.Project.Module;
import dev.fettle.build.TestId;
import dev.fettle.build.TestRun;
import dev.fettle.build.TestRun.End;
import dev.fettle.sandbox.Collected;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a project's tests with Maven in one sandbox and says how they ended. */
final class MavenTests {
    private static final Logger LOG = LoggerFactory.getLogger(MavenTests.class);
    private static final int LONGEST_TOLD = 20_000;
    private static final Duration REMOVAL = Duration.ofSeconds(60);

    private final MavenCommands commands;
    private final Sandbox sandbox;
    private final Project project;

    MavenTests(MavenCommands commands, Sandbox sandbox, Project project) {
        this.commands = commands;
        this.sandbox = sandbox;
        this.project = project;
    }

    TestRun run(List<TestId> only, Duration limit) {
        if (only.isEmpty()) {
            return wholeSuite(limit);
        }
        List<String> words = new ArrayList<>(List.of("-fae"));
        words.addAll(modules(only));
        TestRun exact = once(selecting(words, TestSelection.of(only)), limit);
        Duration left = limit.minus(exact.execution().wall());
        if (exact.end() != End.NO_TESTS || left.compareTo(Duration.ofSeconds(5)) < 0) {
            return exact;
        }
        return once(selecting(words, TestSelection.wide(only)), left);
    }

    private static List<String> selecting(List<String> words, String selection) {
        List<String> all = new ArrayList<>(words);
        all.add("-Dtest=" + selection);
        // Modules that are built along have none of the tests. The second name is that of releases before 3.0.
        all.addAll(List.of("-Dsurefire.failIfNoSpecifiedTests=false", "-DfailIfNoTests=false"));
        return all;
    }

    /** The whole suite, and all of it: where red tests keep Maven from the modules that depend on theirs, once more without that. */
    private TestRun wholeSuite(Duration limit) {
        TestRun run = once(List.of("-fae"), limit);
        Duration left = limit.minus(run.execution().wall());
        boolean skipped =
                run.end() == End.RED && MavenLog.skippedModules(run.execution().stdout());
        if (!skipped || left.compareTo(Duration.ofSeconds(5)) < 0) {
            return run;
        }
        TestRun all = once(List.of("-fae", "-Dmaven.test.failure.ignore=true"), left);
        return all.end() == End.RED ? all : run;
    }

    /** @param modules options that choose some; empty for all */
    TestRun compile(List<String> modules, Duration limit) {
        adapt();
        Limits limits = Limits.build(limit);
        List<String> words = new ArrayList<>(modules);
        words.add("test-compile");
        Execution execution = sandbox.run(commands.maven(words, limits), limits);
        return told(new MavenLog(execution).compiled());
    }

    /** Files of the build that this machine needs in another form than the tree has them. */
    private void adapt() {
        project.adapted().forEach((path, text) -> sandbox.write(path, text.getBytes(StandardCharsets.UTF_8)));
    }

    private TestRun once(List<String> options, Duration limit) {
        adapt();
        Limits limits = Limits.build(limit);
        sandbox.run(commands.removeReports(), Limits.build(REMOVAL));
        List<String> words = new ArrayList<>(options);
        // Console output of tests would drown the build's own; the reports keep it. Full traces show where it went
        // wrong.
        words.addAll(List.of("-Dmaven.test.redirectTestOutputToFile=true", "-DtrimStackTrace=false", "test"));
        Execution execution = sandbox.run(commands.maven(words, limits), limits);
        return told(new MavenLog(execution).tested(reports()));
    }

    /** One line says why it did not build; whoever asks for more gets all that Maven said. */
    private static TestRun told(TestRun run) {
        if (run.end() == End.DOES_NOT_BUILD || run.end() == End.ENVIRONMENT) {
            String said = run.execution().stdout() + run.execution().stderr();
            LOG.debug("Maven said:\n{}", said.substring(Math.max(0, said.length() - LONGEST_TOLD)));
        }
        return run;
    }

    private JUnitXml.Reading reports() {
        Set<String> globs = new LinkedHashSet<>();
        for (Module module : project.modules()) {
            String classes = module.classes();
            int slash = classes.lastIndexOf('/');
            globs.add((slash < 0 ? "target" : classes.substring(0, slash)) + "/**/TEST-*.xml");
        }
        Collected collected = sandbox.collect(List.copyOf(globs), JUnitXml.MAX_BYTES);
        List<byte[]> files = new ArrayList<>();
        collected.files().forEach((path, content) -> {
            if (!path.contains("/test-classes/") && !path.contains("/classes/")) {
                files.add(content);
            }
        });
        JUnitXml.Reading reading = JUnitXml.read(files);
        return new JUnitXml.Reading(
                reading.report(), reading.damaged() + collected.refused().size());
    }

    /** Only the modules that hold the tests, and what they need. All, where a test's source is not found. */
    private List<String> modules(List<TestId> only) {
        if (project.modules().size() < 2) {
            return List.of();
        }
        Set<String> holding = new LinkedHashSet<>();
        for (TestId test : only) {
            String path = TestSelection.outer(test.className()).replace('.', '/');
            boolean found = false;
            for (Module module : project.modules()) {
                List<String> globs = new ArrayList<>();
                module.tests().forEach(folder -> globs.add(folder + "/" + path + ".*"));
                Collected sources = sandbox.collect(globs, 8 << 20);
                if (!sources.files().isEmpty() || !sources.refused().isEmpty()) {
                    found = true;
                    holding.add(module.path().isEmpty() ? "." : module.path());
                }
            }
            if (!found) {
                return List.of();
            }
        }
        return List.of("-pl", String.join(",", holding), "-am");
    }
}
