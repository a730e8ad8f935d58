package dev.fettle.propose;

import dev.fettle.base.UntrustedText;
import dev.fettle.gate.Statements;
import dev.fettle.gate.Statements.Commit;
import dev.fettle.gate.Statements.Number;
import dev.fettle.gate.Statements.Place;
import dev.fettle.gate.Statements.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads back what a pull request's text and its commit's message say, so that it can be held against what is so. It reads the text that would be opened, not the values
 * that it was made of: a mistake on the way from one to the other shows. Foreign words stand in code or in blocks, of which only what is ours to fill in is read.
 */
public final class StatementsText {
    private static final String CODE = "(`+) ?(.+?) ?\\%d";
    private static final Pattern HEADLINE = Pattern.compile("^\\*\\*" + code(1) + ": ");
    private static final Pattern SUMMARY = Pattern.compile(
            "^risk (\\d+)/10 · effort (\\d+)/10 · gates passed (\\d+)/(\\d+) · \\+(\\d+) −(\\d+) in (\\d+) files? · ");
    private static final Pattern WHY = Pattern.compile(
            "^\\*\\*Why\\.\\*\\* " + code(1) + " fails on `([0-9a-f]+)`(?:, and (\\d+) more tests? do(?:es)?)?: ");
    private static final Pattern BULLET = Pattern.compile("^- " + code(1) + " \\+(\\d+) −(\\d+), ");
    private static final Pattern MORE_FILES = Pattern.compile("^- and (\\d+) more files?$");
    private static final Pattern RED_ROW = Pattern.compile("^\\| " + code(1) + " \\| red: .* \\| green \\| ");
    private static final Pattern MORE_TESTS = Pattern.compile("^\\| (\\d+) more tests? \\| red \\| green \\|");
    private static final Pattern SUITE =
            Pattern.compile("^\\| whole suite \\| (\\d+) run, (\\d+) red \\| (\\d+) run, (\\d+) red \\|");
    private static final Pattern RISK = Pattern.compile("^\\*\\*Risk (\\d+)/10:\\*\\* ");
    private static final Pattern REVIEW =
            Pattern.compile("^\\*\\*Review in 60 seconds\\.\\*\\* Look at " + code(1) + "\\. Say no if ");
    private static final Pattern CHECKOUT =
            Pattern.compile("^\\*\\*Reproduce\\*\\* `git checkout ([0-9a-f]{12,40})[ `]");
    private static final Pattern UNDO = Pattern.compile(" · \\*\\*Undo\\*\\* `git revert ([0-9a-f]{12,40})`$");
    private static final Pattern GATE_ROW = Pattern.compile("^\\| `fettle/([a-z0-9-]+)` \\| ([a-z ()]+) \\| ");
    private static final Pattern PROVENANCE = Pattern.compile(
            "^\\*\\*Provenance\\*\\*: ticket .*, base `([^`]*)`, head `([^`]*)`, patch `([^`]*)`, engine ");
    private static final Pattern PLACE = Pattern.compile("(.*?)(?::(\\d{1,9}))?");
    private static final Pattern MESSAGE_SUITE = Pattern.compile(
            "The whole suite, in a fresh sandbox: (\\d+) tests?, (\\d+) red before, (\\d+) red after\\.");

    private final Map<Number, Long> numbers = new EnumMap<>(Number.class);
    private final List<Place> places = new ArrayList<>();
    private final List<String> redTests = new ArrayList<>();
    private final List<Commit> commits = new ArrayList<>();
    private final Map<String, String> gates = new LinkedHashMap<>();
    private final List<String> contradictions = new ArrayList<>();

    private StatementsText() {}

    /**
     * What the two texts say.
     *
     * @param body of the pull request, as {@link PullRequestText} composed it
     * @param message of the commit
     */
    public static Statements of(String body, String message) {
        StatementsText reader = new StatementsText();
        int fold = DetailsText.begin(body);
        reader.top((fold < 0 ? body : body.substring(0, fold)).lines().toList());
        reader.details(fold < 0 ? "" : body.substring(fold));
        reader.message(message.replaceAll("\\s+", " "));
        return new Statements(
                reader.numbers, reader.places, reader.redTests, reader.commits, reader.gates, reader.contradictions);
    }

    private static String code(int group) {
        return String.format(CODE, group);
    }

    private void top(List<String> lines) {
        long bullets = 0;
        long moreFiles = 0;
        long rows = 0;
        for (String line : lines) {
            Matcher matcher = SUMMARY.matcher(line);
            if (matcher.find()) {
                say(Number.RISK, matcher.group(1));
                say(Number.EFFORT, matcher.group(2));
                say(Number.GATES_PASSED, matcher.group(3));
                say(Number.GATES_APPLICABLE, matcher.group(4));
                say(Number.LINES_ADDED, matcher.group(5));
                say(Number.LINES_REMOVED, matcher.group(6));
                say(Number.FILES, matcher.group(7));
            } else if ((matcher = HEADLINE.matcher(line)).find() || (matcher = REVIEW.matcher(line)).find()) {
                place(matcher.group(2), -1, -1);
            } else if ((matcher = WHY.matcher(line)).find()) {
                redTests.add(plain(matcher.group(2)));
                commits.add(new Commit(Role.BASE, matcher.group(3)));
                say(Number.RED_TESTS, 1 + (matcher.group(4) == null ? 0 : Long.parseLong(matcher.group(4))));
            } else if ((matcher = BULLET.matcher(line)).find()) {
                bullets++;
                place(matcher.group(2), Integer.parseInt(matcher.group(3)), Integer.parseInt(matcher.group(4)));
            } else if ((matcher = MORE_FILES.matcher(line)).find()) {
                moreFiles = Long.parseLong(matcher.group(1));
            } else if ((matcher = RED_ROW.matcher(line)).find()) {
                rows++;
                redTests.add(plain(matcher.group(2)));
            } else if ((matcher = MORE_TESTS.matcher(line)).find()) {
                rows += Long.parseLong(matcher.group(1));
            } else if ((matcher = SUITE.matcher(line)).find()) {
                say(Number.TESTS_BEFORE, matcher.group(1));
                say(Number.RED_BEFORE, matcher.group(2));
                say(Number.TESTS_AFTER, matcher.group(3));
                say(Number.RED_AFTER, matcher.group(4));
            } else if ((matcher = RISK.matcher(line)).find()) {
                say(Number.RISK, matcher.group(1));
            } else {
                reproduce(line);
            }
        }
        if (bullets > 0) {
            say(Number.FILES, bullets + moreFiles);
        }
        if (rows > 0) {
            say(Number.RED_TESTS, rows);
        }
    }

    private void reproduce(String line) {
        Matcher checkout = CHECKOUT.matcher(line);
        if (checkout.find()) {
            commits.add(new Commit(Role.HEAD, checkout.group(1)));
        }
        Matcher undo = UNDO.matcher(line);
        if (undo.find()) {
            commits.add(new Commit(Role.HEAD, undo.group(1)));
        }
    }

    /** Up to the provenance: what a failing test said comes after it. */
    private void details(String details) {
        boolean table = false;
        for (String line : details.lines().toList()) {
            Matcher row = GATE_ROW.matcher(line);
            Matcher provenance = PROVENANCE.matcher(line);
            if (line.equals("**Gates**")) {
                table = true;
            } else if (table && row.find()) {
                gates.put(row.group(1), row.group(2));
            } else if (table && line.isEmpty() && !gates.isEmpty()) {
                table = false;
            } else if (provenance.find()) {
                commits.add(new Commit(Role.BASE, provenance.group(1)));
                commits.add(new Commit(Role.HEAD, provenance.group(2)));
                commits.add(new Commit(Role.PATCH, provenance.group(3)));
                return;
            }
        }
    }

    private void message(String message) {
        Matcher suite = MESSAGE_SUITE.matcher(message);
        if (suite.find()) {
            say(Number.TESTS_AFTER, suite.group(1));
            say(Number.RED_BEFORE, suite.group(2));
            say(Number.RED_AFTER, suite.group(3));
        }
    }

    private void place(String code, int added, int removed) {
        Matcher matcher = PLACE.matcher(plain(code));
        if (matcher.matches()) {
            int line = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
            places.add(new Place(matcher.group(1), line, added, removed));
        }
    }

    private void say(Number number, String digits) {
        say(number, digits.length() > 9 ? Long.MAX_VALUE : Long.parseLong(digits));
    }

    private void say(Number number, long value) {
        Long before = numbers.putIfAbsent(number, value);
        if (before != null && before != value) {
            contradictions.add("It says " + before + " and " + value + " for " + number.words() + ".");
        }
    }

    /** As it was before it was made harmless: the breaks are invisible characters. */
    private static String plain(String code) {
        return UntrustedText.oneLine(code, Integer.MAX_VALUE - 1);
    }
}
