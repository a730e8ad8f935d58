package dev.fettle.gate.secret;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** The rules of one {@code .gitignore}: the last one that matches decides. */
final class IgnoreRules {
    /** A path that it could fit is no longer; a pattern of tens of thousands of characters takes seconds to be read. */
    private static final int LONGEST = 4_096;

    private static final int MOST = 5_000;

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    static IgnoreRules of(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String line : text.lines().limit(MOST).toList()) {
            String rule = line.stripTrailing();
            if (!rule.isEmpty() && rule.length() <= LONGEST && !rule.startsWith("#")) {
                boolean negated = rule.startsWith("!");
                rules.add(new Rule(negated, pattern(negated ? rule.substring(1) : rule)));
            }
        }
        return new IgnoreRules(rules);
    }

    /** @param path relative to the folder of the rules, of a file that is not there yet */
    boolean ignores(String path) {
        boolean ignored = false;
        for (Rule rule : rules) {
            if (rule.pattern().matches(path)) {
                ignored = !rule.negated();
            }
        }
        return ignored;
    }

    private static Pattern pattern(String rule) {
        String glob = rule.startsWith("\\") ? rule.substring(1) : rule;
        boolean anchored = glob.indexOf('/') >= 0 && glob.indexOf('/') < glob.length() - 1;
        String body = glob.startsWith("/") ? glob.substring(1) : glob;
        StringBuilder regex = new StringBuilder(anchored ? "" : "(?:.*/)?");
        int at = 0;
        while (at < body.length()) {
            char c = body.charAt(at);
            if (body.startsWith("**/", at)) {
                regex.append("(?:.*/)?");
                at += 3;
            } else if (body.startsWith("**", at)) {
                regex.append(".*");
                at += 2;
            } else {
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
                at++;
            }
        }
        // A rule for a folder holds for all below it.
        return Pattern.compile(regex + (body.endsWith("/") ? ".*" : "(?:/.*)?"));
    }

    private record Rule(boolean negated, Pattern pattern) {}
}
