package dev.fettle.base;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;

/** Finds the values in SQL statements and in what databases say of them. Names of tables and columns stay. */
final class SqlLiterals {
    private static final int LONGEST_STATEMENT = 4000;
    /** How far a statement is looked into to tell that it is one. */
    private static final int FIRST_WORDS = 200;

    private static final List<String> WORDS = List.of(
            "select ",
            "insert into",
            "update ",
            "delete from",
            "values (",
            "values(",
            " where ",
            "merge into",
            "call ");
    private static final KeywordIndex STARTS = new KeywordIndex(WORDS, true);
    private static final Pattern STATEMENT = Pattern.compile(
            "(?is)^(?:insert\\s+into\\s|update\\s+\\S+(?:\\s+\\S+)?\\s+set\\s|"
                    + "delete\\s+from\\s|values\\s*\\(|\\swhere\\s+\\S+\\s*(?:=|<|>|!|like|in\\b|between)|merge\\s+into\\s|call\\s+\\S+\\s*\\()");
    private static final KeywordIndex FROM = new KeywordIndex(List.of(" from ", "\nfrom ", "\tfrom ", " from\n"), true);
    private static final Pattern COMPLAINT = Pattern.compile("(?i)Key \\([^)\\n]{1,300}\\)=\\(([^\\n]{1,900}?)\\) |"
            + "Duplicate entry '([^\\n]{1,900}?)' for key|"
            + "The duplicate key value is \\(([^\\n]{1,900}?)\\)|"
            + "Failing row contains \\(([^\\n]{1,900}?)\\)|"
            + "invalid input syntax for (?:type )?[a-z ]+: \"([^\"\\n]{1,900})\"|"
            + "Incorrect [a-z]+ value: '([^'\\n]{1,900})'");
    private static final KeywordIndex COMPLAINTS = new KeywordIndex(
            List.of(
                    "key (",
                    "duplicate entry",
                    "duplicate key value",
                    "failing row",
                    "invalid input syntax",
                    "incorrect "),
            true);

    private SqlLiterals() {}

    static void find(String text, Sink sink) {
        int[] done = {0};
        STARTS.scan(text, (word, end) -> {
            int start = end - WORDS.get(word).length();
            if (start < done[0] || (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1)) && word != 6)) {
                return;
            }
            int limit = statementEnd(text, end);
            if (isStatement(text, word, start, limit)) {
                literals(text, start, limit, sink);
                done[0] = limit;
            }
        });
        int[] told = {0};
        COMPLAINTS.scan(text, (word, end) -> {
            int start = Math.max(told[0], end - 24);
            int limit = Math.min(text.length(), end + 2400);
            if (start >= limit) {
                return;
            }
            Matcher matcher = COMPLAINT.matcher(text.substring(start, limit));
            if (matcher.find()) {
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    if (matcher.start(group) >= 0) {
                        sink.found("sql", start + matcher.start(group), start + matcher.end(group));
                    }
                }
                told[0] = start + matcher.end();
            }
        });
    }

    private static boolean isStatement(String text, int word, int start, int limit) {
        if (word == 0) {
            boolean[] from = {false};
            FROM.scan(text.substring(start, limit), (found, end) -> from[0] = true);
            return from[0];
        }
        return STATEMENT
                .matcher(text.substring(start, Math.min(limit, start + FIRST_WORDS)))
                .find();
    }

    /** A statement ends at a semicolon, an empty line or a stack frame; at least it stays short. */
    private static int statementEnd(String text, int from) {
        int limit = Math.min(text.length(), from + LONGEST_STATEMENT);
        for (int at = from; at < limit; at++) {
            char c = text.charAt(at);
            if (c == ';' || (c == '\n' && (text.startsWith("\n", at + 1) || FrameLines.startsAt(text, at + 1)))) {
                return at;
            }
        }
        return limit;
    }

    private static void literals(String text, int from, int to, Sink sink) {
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (c == '\'') {
                int close = quoteEnd(text, at + 1, to);
                sink.found("sql", at + 1, close);
                at = close + 1;
            } else if (c >= '0' && c <= '9' && at > from && "=<>(, \t-+".indexOf(text.charAt(at - 1)) >= 0) {
                int end = at;
                while (end < to && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '.')) {
                    end++;
                }
                sink.found("sql", at, end);
                at = end;
            } else {
                at++;
            }
        }
    }

    private static int quoteEnd(String text, int from, int to) {
        int at = from;
        while (at < to) {
            if (text.charAt(at) == '\'') {
                if (at + 1 < to && text.charAt(at + 1) == '\'') {
                    at++;
                } else {
                    return at;
                }
            }
            at++;
        }
        return to;
    }
}
