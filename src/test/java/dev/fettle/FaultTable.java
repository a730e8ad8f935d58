package dev.fettle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * fault; each invocation of one that does not counts once. Some say likewise how much was {@code lost} and {@code doubled}; the others assert that nothing was, for which the table has "none seen". Tests run in several JVMs: each notes what it saw in a file
 * of its own beside the table, and makes the table of all of them.
 */
public final class FaultTable implements TestExecutionListener {
    /** Where the table goes; without it nothing is written. */
    static final String TARGET = "fettle.faults";

    private static final Pattern ROW = Pattern.compile("^\\| (F\\d+) \\| ([^|]*) \\|.*");
    private static final Pattern REFERENCE = Pattern.compile("`([A-Z]\\w+Test)#(\\w+)`");

    private static final String RAN = "ran";
    private static final String INJECTED = "injected";
    private static final String LOST = "lost";
    private static final String DOUBLED = "doubled";
    private static final String FAILED = "failed";
    private static final String SKIPPED = "skipped";

    /** How often what happened to which test, as "what test". */
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        for (String what : List.of(INJECTED, LOST, DOUBLED)) {
            String times = entry.getKeyValuePairs().get(what);
            if (times != null) {
                note(what, test, Integer.parseInt(times));
            }
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
                    note(RAN, test, 1);
                }
            }
            case FAILED -> note(FAILED, test, 1);
            case ABORTED -> note(SKIPPED, test, 1);
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        note(SKIPPED, test, 1);
    }

    private void note(String what, TestIdentifier test, int times) {
        seen.merge(what + " " + name(test), times, Integer::sum);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        String target = System.getProperty(TARGET);
        if (target == null) {
            return;
        }
        Path table = Path.of(target);
        try (FileChannel lock = FileChannel.open(
                        Path.of(target + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alone = lock.lock()) {
            Files.write(
                    Path.of(target + ".seen-" + ProcessHandle.current().pid()),
                    seen.entrySet().stream()
                            .map(entry -> entry.getValue() + " " + entry.getKey())
                            .toList());
            Files.writeString(table, table(Files.readString(Path.of("docs/faults.md")), seenByAll(table)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> seenByAll(Path table) throws IOException {
        Map<String, Integer> all = new HashMap<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(table.toAbsolutePath().getParent(), table.getFileName() + ".seen-*")) {
            for (Path file : files) {
                for (String line : Files.readAllLines(file)) {
                    String[] parts = line.split(" ", 2);
                    all.merge(parts[1], Integer.parseInt(parts[0]), Integer::sum);
                }
            }
        }
        return all;
    }

    private static String table(String page, Map<String, Integer> seen) {
        StringBuilder table = new StringBuilder("| # | fault | tests | injected | lost | doubled | remarks |\n");
        table.append("|--:|---|--:|--:|--:|--:|---|\n");
        rows(page).forEach((row, tests) -> table.append(line(row, tests, seen)));
        return table.toString();
    }

    private static String line(String row, Set<String> tests, Map<String, Integer> seen) {
        Matcher parts = ROW.matcher(row);
        if (!parts.matches()) {
            throw new IllegalStateException(row);
        }
        int times = 0;
        List<String> remarks = new ArrayList<>();
        int ran = 0;
        boolean bad = false;
        for (String test : tests) {
            int runs = seen.getOrDefault(RAN + " " + test, 0);
            times += seen.getOrDefault(INJECTED + " " + test, runs);
            ran += runs > 0 ? 1 : 0;
            if (seen.containsKey(FAILED + " " + test)) {
                bad = true;
                remarks.add("FAILED: " + test);
            } else if (seen.containsKey(SKIPPED + " " + test)) {
                remarks.add("skipped here: " + test);
            } else if (runs == 0) {
                remarks.add("did not run: " + test);
            }
        }
        String otherwise = bad ? "?" : times == 0 ? "-" : "none seen";
        if (tests.isEmpty()) {
            remarks.add("not tried, the page says why");
        }
        return "| " + parts.group(1) + " | " + parts.group(2) + " | " + ran + " of " + tests.size() + " | " + times
                + " | " + counted(LOST, tests, seen, otherwise) + " | " + counted(DOUBLED, tests, seen, otherwise)
                + " | "
                + String.join("; ", remarks) + " |\n";
    }

    /** What tests counted; where none of the row counts, what their assertions say. */
    private static String counted(String what, Set<String> tests, Map<String, Integer> seen, String otherwise) {
        List<Integer> counts = tests.stream()
                .map(test -> seen.get(what + " " + test))
                .filter(Objects::nonNull)
                .toList();
        return counts.isEmpty()
                ? otherwise
                : Integer.toString(counts.stream().mapToInt(Integer::intValue).sum());
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
