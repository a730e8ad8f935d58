package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The output of {@code go test}, plain and {@code -json}, and of gotestsum. A package is named after its tests. */
final class GoTests implements TestOutput {
    private static final Pattern RED = Pattern.compile("^\\s*--- FAIL: ((?:Test|Fuzz|Example|Benchmark)[^\\s(]*)");
    private static final Pattern PACKAGE = Pattern.compile("^FAIL\\t(\\S+)(?:\\t|\\s|$)");
    private static final Pattern SUM = Pattern.compile("^=== FAIL: (\\S+) ((?:Test|Fuzz|Example)\\S*) \\(");
    private static final Pattern HANGS = Pattern.compile("^\\s+((?:Test|Fuzz|Example)[^\\s(]*) \\([\\dhms.]+\\)$");
    private static final Pattern JSON_PACKAGE = Pattern.compile("\"Package\":\"([^\"]+)\"");
    private static final Pattern JSON_TEST = Pattern.compile("\"Test\":\"([^\"]+)\"");

    private final Set<String> waiting = new LinkedHashSet<>();
    private boolean running;

    @Override
    public String tool() {
        return "go";
    }

    @Override
    public List<TestId> read(String line) {
        if (line.startsWith("{\"Time\"") || line.startsWith("{\"Action\"")) {
            return json(line);
        }
        if (line.equals("running tests:")) {
            running = true;
            return List.of();
        }
        Matcher hangs = HANGS.matcher(line);
        if (running && hangs.find()) {
            waiting.add(hangs.group(1));
            return List.of();
        }
        running = false;
        if (!line.contains("FAIL")) {
            return List.of();
        }
        Matcher red = RED.matcher(line);
        if (red.find()) {
            waiting.add(red.group(1));
            return List.of();
        }
        Matcher sum = SUM.matcher(line);
        if (sum.find()) {
            return List.of(new TestId(sum.group(1), sum.group(2)));
        }
        Matcher named = PACKAGE.matcher(line);
        return named.find() ? inPackage(named.group(1)) : List.of();
    }

    private List<TestId> json(String line) {
        Matcher named = JSON_PACKAGE.matcher(line);
        Matcher test = JSON_TEST.matcher(line);
        boolean red = line.contains("\"Action\":\"fail\"") && named.find() && test.find();
        return red ? List.of(new TestId(named.group(1), test.group(1))) : List.of();
    }

    private List<TestId> inPackage(String name) {
        List<TestId> red = new ArrayList<>();
        waiting.forEach(test -> red.add(new TestId(name, test)));
        waiting.clear();
        return red;
    }

    @Override
    public List<TestId> atTheEnd() {
        return inPackage("");
    }
}
