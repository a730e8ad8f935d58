package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long tests took, as the log of a run says it: Surefire and Failsafe by class, pytest with {@code --durations}, {@code go test} by test and package (plain and {@code -json}), Gradle
 * with a logger that prints times, jest and Vitest by file, mocha and node:test by name. Untrusted; a log is read in time linear in its length.
 */
public final class TestTimes {
    private static final int MOST_LINES = 200_000;
    private static final int LONGEST_NAME = 300;

    /** By a line's words that every such line has, so that most lines cost one search: the pattern has name, number and unit by name. */
    private record Form(String word, Pattern pattern) {}

    private static final List<Form> FORMS = List.of(
            new Form(
                    "Time elapsed: ",
                    Pattern.compile(
                            "^(?:\\[\\w+\\] )?Tests run: .*Time elapsed: (?P<time>\\d[\\d.,]*) (?P<unit>s)(?:ec)?(?: <<< \\w+!)? --? in (?P<name>[\\w.$]+)\\s*$")),
            new Form("s call ", Pattern.compile("^(?P<time>\\d[\\d.]*)(?P<unit>s) call\\s+(?P<name>\\S+::.*\\S)\\s*$")),
            new Form(
                    "--- PASS: ",
                    Pattern.compile("^\\s*--- PASS: (?P<name>\\S+) \\((?P<time>\\d[\\d.]*)(?P<unit>s)\\)\\s*$")),
            new Form("ok  \t", Pattern.compile("^ok  \\t(?P<name>\\S+)\\t(?P<time>\\d[\\d.]*)(?P<unit>s)\\b")),
            new Form(
                    "\"Action\":\"pass\"",
                    Pattern.compile(
                            "\"Package\":\"(?P<package>[^\"]+)\",\"Test\":\"(?P<name>[^\"]+)\",\"Elapsed\":(?P<time>\\d[\\d.]*)(?P<unit>)\\}")),
            new Form(
                    " PASSED (",
                    Pattern.compile("^\\s*(?P<name>\\S.*) PASSED \\((?P<time>\\d[\\d.]*) ?(?P<unit>m?s)\\)\\s*$")),
            new Form(
                    "PASS ",
                    Pattern.compile(
                            "^\\s*PASS\\s+(?:\\S+ )?(?P<name>\\S+\\.[cm]?[jt]sx?) \\((?P<time>\\d[\\d.]*) (?P<unit>m?s)\\)")),
            new Form(
                    " tests)",
                    Pattern.compile(
                            "^\\s*[✓✔] (?:\\|\\S+\\| )?(?P<name>\\S+\\.[cm]?[jt]sx?) \\(\\d+ tests\\)\\s+(?P<time>\\d[\\d.]*) ?(?P<unit>m?s)\\b")),
            new Form(
                    " test)",
                    Pattern.compile(
                            "^\\s*[✓✔] (?:\\|\\S+\\| )?(?P<name>\\S+\\.[cm]?[jt]sx?) \\(\\d+ test\\)\\s+(?P<time>\\d[\\d.]*) ?(?P<unit>m?s)\\b")),
            new Form("✔ ", Pattern.compile("^\\s*✔ (?P<name>\\S.*) \\((?P<time>\\d[\\d.]*) ?(?P<unit>m?s)\\)\\s*$")),
            new Form("✓ ", Pattern.compile("^\\s*✓ (?P<name>\\S.*) \\((?P<time>\\d[\\d.]*) ?(?P<unit>m?s)\\)\\s*$")));

    private TestTimes() {}

    /** Seconds by test. One that is told of twice has the shorter time: a machine that is busy only makes things slower. */
    public static Map<String, Double> read(byte[] log) {
        Map<String, Double> seconds = new HashMap<>();
        for (String line : LogText.lines(new String(log, StandardCharsets.UTF_8), MOST_LINES)) {
            read(line, seconds);
        }
        return seconds;
    }

    private static void read(String line, Map<String, Double> seconds) {
        for (Form form : FORMS) {
            if (!line.contains(form.word())) {
                continue;
            }
            Matcher matcher = form.pattern().matcher(line);
            if (matcher.find() && matcher.group("name").length() <= LONGEST_NAME) {
                seconds.merge(name(form, matcher), seconds(matcher), Math::min);
                return;
            }
        }
    }

    private static String name(Form form, Matcher matcher) {
        String name = matcher.group("name").strip();
        return form.pattern().namedGroups().containsKey("package") ? matcher.group("package") + "." + name : name;
    }

    private static double seconds(Matcher matcher) {
        // Surefire writes 1,234.5 in English and 1.234,5 in German: the last mark is the decimal one.
        String text = matcher.group("time").replace(',', '.');
        int decimal = text.lastIndexOf('.');
        String digits = text.replace(".", "");
        double value = digits.isEmpty()
                ? 0
                : decimal < 0
                        ? Double.parseDouble(digits)
                        : Double.parseDouble("0" + text.substring(0, decimal).replace(".", "") + "."
                                + text.substring(decimal + 1) + "0");
        return matcher.group("unit").equals("ms") ? value / 1000 : value;
    }
}
