package dev.fettle.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an attempt looked at, what it tried and why it chose as it did: the JSON that is kept of it, in words. */
final class ExplainText {
    private static final int MOST_SUSPECTS = 10;
    private static final int MOST_RULES = 40;
    private static final int MOST_TESTS = 5;

    private final StringBuilder text = new StringBuilder();

    private ExplainText() {}

    /** @param attempt what {@code fettle fix --json} writes, or what the backlog keeps of an attempt; parts that are missing are left out */
    static String of(JsonNode attempt) {
        ExplainText explained = new ExplainText();
        explained.outcome(attempt);
        explained.red(attempt.path("red"));
        explained.suspects(attempt.path("suspects"));
        explained.rules(attempt);
        explained.close(attempt.path("near_misses"));
        explained.ranked(attempt.path("ranked"));
        explained.notes(attempt.path("notes"));
        return explained.text.toString();
    }

    private void outcome(JsonNode attempt) {
        String outcome = attempt.path("outcome").asText("");
        if (outcome.equals("fixed")) {
            line("fixed: " + attempt.path("summary").asText(""));
        } else if (!outcome.isEmpty()) {
            line(outcome + ": " + attempt.path("reason").asText("") + ". "
                    + attempt.path("sentence").asText(""));
        }
    }

    private void red(JsonNode red) {
        if (red.isEmpty()) {
            return;
        }
        head("What failed");
        List<JsonNode> tests = all(red);
        for (JsonNode test : tests.subList(0, Math.min(tests.size(), MOST_TESTS))) {
            String message = test.path("message").asText("").lines().findFirst().orElse("");
            line("  " + test.path("test").asText("") + (message.isEmpty() ? "" : ": " + message));
        }
        if (tests.size() > MOST_TESTS) {
            line("  and " + (tests.size() - MOST_TESTS) + " more");
        }
    }

    private void suspects(JsonNode suspects) {
        if (suspects.isEmpty()) {
            return;
        }
        head("Where it looked, most suspicious first (0 to 1)");
        all(suspects).stream()
                .limit(MOST_SUSPECTS)
                .forEach(suspect -> line(String.format(
                        Locale.ROOT,
                        "  %.2f  %s  %s",
                        suspect.path("suspiciousness").asDouble(),
                        place(suspect),
                        suspect.path("why").asText(""))));
    }

    private void rules(JsonNode attempt) {
        JsonNode rules = attempt.path("rules");
        if (rules.isEmpty()) {
            return;
        }
        head("What it tried");
        line(String.format(
                "  %-44s %7s %8s %7s %7s %6s %7s", "rule", "made", "compiled", "refused", "run", "close", "passed"));
        all(rules).stream().limit(MOST_RULES).forEach(this::rule);
        if (rules.size() > MOST_RULES) {
            line("  and " + (rules.size() - MOST_RULES) + " more rules and pairs of rules");
        }
        line("  refused: by the compiler; close: turned a wanted test green, and broke another or left one red");
    }

    private void rule(JsonNode rule) {
        line(String.format(
                Locale.ROOT,
                "  %-44s %7d %8d %7d %7d %6d %7d",
                rule.path("rule").asText(""),
                rule.path("generated").asInt(),
                rule.path("compiled").asInt(),
                rule.path("rejected").asInt(),
                rule.path("tried").asInt(),
                rule.path("close").asInt(),
                rule.path("plausible").asInt()));
    }

    private void close(JsonNode misses) {
        if (misses.isEmpty()) {
            return;
        }
        head("What came close");
        all(misses)
                .forEach(miss -> line(String.format(
                        Locale.ROOT,
                        "  %s  %s: mends %d of %d, breaks %s",
                        place(miss),
                        miss.path("summary").asText(""),
                        miss.path("mended").asInt(),
                        miss.path("wanted").asInt(),
                        miss.path("breaks").asBoolean() ? "what was green" : "nothing")));
    }

    private void ranked(JsonNode ranked) {
        if (ranked.isEmpty()) {
            return;
        }
        head("What passed every test, in the order of the ranking");
        double best = ranked.get(0).path("score").asDouble();
        int place = 1;
        for (JsonNode one : all(ranked)) {
            double score = one.path("score").asDouble();
            String compared = place == 1 || best <= 0
                    ? ""
                    : String.format(Locale.ROOT, ", %.0f %% of the first", 100 * score / best);
            line(String.format(
                    Locale.ROOT,
                    "  %d. %s  %s (%s, score %.3f%s)",
                    place,
                    place(one),
                    one.path("summary").asText(""),
                    one.path("rule").asText(""),
                    score,
                    compared));
            line("     "
                    + String.join(
                            ", ",
                            all(one.path("why")).stream().map(JsonNode::asText).toList()));
            place++;
        }
    }

    private void notes(JsonNode notes) {
        if (!notes.isEmpty()) {
            head("Notes");
            all(notes).forEach(note -> line("  " + note.asText()));
        }
    }

    private static String place(JsonNode node) {
        return node.path("path").asText("") + ":" + node.path("line").asInt();
    }

    private static List<JsonNode> all(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }

    private void head(String words) {
        line("");
        line(words);
    }

    /** Tests and summaries are foreign text: what a terminal would obey goes. */
    private void line(String words) {
        text.append(words.replaceAll("[\\p{Cc}\\p{Cf}]", " ").stripTrailing()).append('\n');
    }
}
