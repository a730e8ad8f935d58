package dev.fettle.repair.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.StackTraceParser;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Progress;
import dev.fettle.repair.template.RedProject;
import dev.fettle.sandbox.SandboxedTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A small program, a trace of its crash, and the search for a call that shows it. Lines on the trace are marked in the sources: {@code //@0} for the innermost. */
abstract class CrashStory extends SandboxedTest {
    /** Far more than any search here needs that finds something. */
    Duration limit = Duration.ofSeconds(90);

    private RedProject project;
    private final Map<String, String> sources = new HashMap<>();

    @BeforeEach
    void begin(@TempDir Path folder) throws IOException {
        project = new RedProject(folder);
        sources.clear();
        test("house/PlainTest.java", "package house;\nclass PlainTest { }\n");
    }

    void source(String path, String text) throws IOException {
        sources.put(path, text);
        project.production(path, text);
    }

    void test(String path, String text) throws IOException {
        project.test(path, text);
    }

    /**
     * Searches.
     *
     * @param said type and message
     * @param frames {@code pack.Class.method}, the one that threw first; those of the JDK have no line that counts
     */
    CrashReproduction search(String said, String... frames) throws IOException {
        Problem plain = project.problem();
        return new TraceTests(sandboxes)
                .reproduce(
                        new Problem(
                                plain.workspace(),
                                plain.tool(),
                                plain.project(),
                                List.of(),
                                StackTraceParser.parse(trace(said, frames)).orElseThrow(),
                                Map.of()),
                        limit,
                        Progress.SILENT);
    }

    private String trace(String said, String... frames) {
        StringBuilder text =
                new StringBuilder("Exception in thread \"main\" ").append(said).append('\n');
        int own = 0;
        for (String frame : frames) {
            boolean foreign = frame.startsWith("java.");
            String className = frame.substring(0, frame.lastIndexOf('.'));
            int nested = className.indexOf('$');
            String top = nested < 0 ? className : className.substring(0, nested);
            String file = top.substring(top.lastIndexOf('.') + 1) + ".java";
            int line = foreign ? 17 : line(top.replace('.', '/') + ".java", "//@" + own);
            own += foreign ? 0 : 1;
            text.append("\tat ")
                    .append(frame)
                    .append('(')
                    .append(file)
                    .append(':')
                    .append(line)
                    .append(")\n");
        }
        return text.toString();
    }

    private int line(String path, String mark) {
        List<String> lines = new ArrayList<>(sources.get(path).lines().toList());
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(mark)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no " + mark + " in " + path);
    }

    /** The call's statements and the call itself, after checking that there is one. */
    static String found(CrashReproduction seen) {
        assertThat(seen.reproduced()).as(seen.detail()).isTrue();
        List<String> lines = new ArrayList<>(seen.call().orElseThrow().statements());
        lines.add(seen.call().orElseThrow().call());
        return String.join("\n", lines);
    }
}
