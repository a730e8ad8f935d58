package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;

/** The output of {@code dotnet test}, with whatever framework. */
final class DotNetTests implements TestOutput {
    private static final Pattern RED = Pattern.compile(
            "^\\s*(?:Failed|\\[FAIL\\]) ([\\w.+`]+)\\.(\\w+)((?:\\(.*\\))?) \\[[<\\d][^\\]]*(?:ms|s|m|h)\\]\\s*$");
    private static final Pattern XUNIT =
            Pattern.compile("^\\[xUnit\\.net [\\d:.]+\\]\\s+([\\w.+`]+)\\.(\\w+)((?:\\(.*\\))?) \\[FAIL\\]\\s*$");

    @Override
    public String tool() {
        return "dotnet";
    }

    @Override
    public List<TestId> read(String line) {
        if (!line.contains("Failed ") && !line.contains("[FAIL]")) {
            return List.of();
        }
        for (Pattern form : List.of(RED, XUNIT)) {
            Matcher red = form.matcher(line);
            if (red.find()) {
                return List.of(new TestId(red.group(1), red.group(2) + red.group(3)));
            }
        }
        return List.of();
    }
}
