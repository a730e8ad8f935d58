package dev.fettle.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TraceSamples.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same trace, however it came into the text. */
class DisguisedTracesTest {
    private static final String ESCAPE = "\u001B";

    static Stream<Arguments> disguised() {
        List<Arguments> all = new ArrayList<>();
        for (Sample sample : TraceSamples.all()) {
            disguises().forEach((name, disguise) -> all.add(Arguments.of(sample, name, disguise)));
        }
        return all.stream();
    }

    private static Map<String, UnaryOperator<String>> disguises() {
        Map<String, UnaryOperator<String>> all = new LinkedHashMap<>();
        all.put("as it is", text -> text);
        all.put("in a fence, with words round it", text -> "It broke today:\n\n```\n" + text + "```\n\nAny idea?\n");
        all.put("quoted in an answer", each(line -> "> " + line));
        all.put("quoted twice", each(line -> "> > " + line));
        all.put("indented", each(line -> "    " + line));
        all.put("with Windows line ends", text -> text.replace("\n", "\r\n"));
        all.put("from GitHub Actions", each(line -> "2024-05-01T10:00:00.1234567Z " + line));
        all.put("from gh run view", each(line -> "build\tRun tests\t2024-05-01T10:00:00.1234567Z " + line));
        all.put("from docker compose", each(line -> "web-1  | " + line));
        all.put("from docker compose in colour", each(line -> ESCAPE + "[36mweb_1  |" + ESCAPE + "[0m " + line));
        all.put("from journald", each(line -> "May 01 10:00:00 shop-1 shopd[3158]: " + line));
        all.put("from syslog", each(line -> "May 01 10:00:00 shop-1 shopd[3158]: " + line.replace("\t", "#011")));
        all.put("behind a prefix that nobody knows", numbered());
        all.put("red", each(line -> ESCAPE + "[31m" + line + ESCAPE + "[39m"));
        all.put(
                "escaped as HTML",
                text -> text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;"));
        all.put("cut off", text -> text.strip().substring(0, text.strip().length() - 3));
        all.put("after other output", text -> "starting\nlistening on port 8080\n\n" + text);
        return all;
    }

    private static UnaryOperator<String> each(UnaryOperator<String> line) {
        return text -> text.lines().map(line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static UnaryOperator<String> numbered() {
        return text -> {
            int[] number = {1000};
            return each(line -> "<14>1 node-" + number[0]++ + " (shop/worker): " + line)
                    .apply(text);
        };
    }

    @Test
    void theShortWayToAUsualFrameSaysWhatTheLongOneSays() {
        int usual = 0;
        List<String> lines = new ArrayList<>(List.of(
                "at a.B.c(B.java:1)",
                "\tat a.B.<init>(B.java:12)",
                "at .B.c(B.java:1)",
                "at 1.B.c(B.java:1)",
                "at a.B.c(B.java:1)x",
                "at a.B.c(B.java:)",
                "at a.B.c(.java:3)",
                "at B(B.java:3)",
                "at a..c(B.java:99999999999)",
                "at a.b.(B.java:3)",
                "at a.B.c(B-2.java:3)",
                "x at a.B.c(B.kt:3)",
                "at a.B.c(B.kt:3)",
                "at  a.B.c(B.kt:3)",
                "at a.B." + "m".repeat(310) + "(B.java:3)"));
        TraceSamples.all().forEach(sample -> sample.text().lines().forEach(lines::add));
        for (String line : lines) {
            usual += UsualJavaFrame.read(line) == null ? 0 : 1;
            assertThat(JavaFrames.read(line)).as(line).isEqualTo(JavaFrames.readAnyForm(line));
        }
        assertThat(usual).isGreaterThan(5);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("disguised")
    void typeFileAndTopFrameAreRight(Sample sample, String disguise, UnaryOperator<String> how) {
        StackTrace trace = StackTraceParser.parse(how.apply(sample.text())).orElseThrow();

        assertThat(trace.language()).isEqualTo(sample.language());
        assertThat(trace.type()).isEqualTo(sample.type());
        assertThat(trace.frames().get(0)).isEqualTo(sample.top());
        assertThat(trace.root().type()).isEqualTo(sample.root());
    }
}
