package dev.fettle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * For {@code ./fettle bench faults}: holds the tests that ran against the rows of {@code docs/faults.md} and writes a table. A test says by a report entry {@code injected} how often it injected its
 * fault; each invocation of one that does not counts once. Every test asserts that nothing was lost or doubled, so what failed is what was.
 */
public final class FaultTable implements TestExecutionListener {
    /** Where the table goes; without it nothing is written. */
    static final String TARGET = "fettle.faults";

    private static final Pattern ROW = Pattern.compile("^\\| (F\\d+) \\| ([^|]*) \\|.*");
    private static final Pattern REFERENCE = Pattern.compile("`([A-Z]\\w+Test)#(\\w+)`");

    private final Map<String, Integer> runs = new ConcurrentHashMap<>();
    private final Map<String, Integer> injected = new ConcurrentHashMap<>();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private final Set<String> skipped = ConcurrentHashMap.newKeySet();

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        String times = entry.getKeyValuePairs().get("injected");
        if (times != null) {
            injected.merge(name(test), Integer.parseInt(times), Integer::sum);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (name(test).isEmpty()) {
            return;
        }
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (test.isTest()) {
                    runs.merge(name(test), 1, Integer::sum);
                }
            }
            case FAILED -> failed.add(name(test));
            case ABORTED -> skipped.add(name(test));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skipped.add(name(test));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        String target = System.getProperty(TARGET);
        if (target == null) {
            return;
        }
        try {
            Files.writeString(Path.of(target), table(Files.readString(Path.of("docs/faults.md"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String table(String page) {
        StringBuilder table = new StringBuilder("| # | fault | tests | injected | lost | doubled | remarks |\n");
        table.append("|--:|---|--:|--:|--:|--:|---|\n");
        rows(page).forEach((row, tests) -> table.append(line(row, tests)));
        return table.toString();
    }

    private String line(String row, Set<String> tests) {
        Matcher parts = ROW.matcher(row);
        if (!parts.matches()) {
            throw new IllegalStateException(row);
        }
        int times = 0;
        List<String> remarks = new ArrayList<>();
        int ran = 0;
        for (String test : tests) {
            times += injected.getOrDefault(test, runs.getOrDefault(test, 0));
            ran += runs.containsKey(test) ? 1 : 0;
            if (failed.contains(test)) {
                remarks.add("FAILED: " + test);
            } else if (skipped.contains(test)) {
                remarks.add("skipped here: " + test);
            } else if (!runs.containsKey(test)) {
                remarks.add("did not run: " + test);
            }
        }
        boolean bad = tests.stream().anyMatch(failed::contains);
        String what = times == 0 ? "-" : bad ? "?" : "0";
        if (tests.isEmpty()) {
            remarks.add("not tried, the page says why");
        }
        return "| " + parts.group(1) + " | " + parts.group(2) + " | " + ran + " of " + tests.size() + " | " + times
                + " | " + what + " | " + what + " | " + String.join("; ", remarks) + " |\n";
    }

    private static Map<String, Set<String>> rows(String page) {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        page.lines().filter(line -> ROW.matcher(line).matches()).forEach(line -> {
            Set<String> tests = new TreeSet<>();
            Matcher reference = REFERENCE.matcher(line);
            while (reference.find()) {
                tests.add(reference.group(1) + "#" + reference.group(2));
            }
            rows.put(line, tests);
        });
        return rows;
    }

    private static String name(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(source -> source.getClassName().replaceFirst(".*\\.", "") + "#" + source.getMethodName())
                .orElse("");
    }
}
