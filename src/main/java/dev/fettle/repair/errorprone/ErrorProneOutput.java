package dev.fettle.repair.errorprone;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.repair.Analyser.Finding;
import java.util.ArrayList;
import java.util.List;

/** What javac with Error Prone prints. The quoted lines are the project's, so the text is foreign. */
final class ErrorProneOutput {
    private static final Pattern FINDING =
            Pattern.compile("^(.+\\.java):(\\d+): warning: \\[([A-Za-z0-9]{1,80})\\] (.*)$");
    private static final Pattern ERROR = Pattern.compile("^(.+\\.java):(\\d+): error: (.*)$");
    private static final Pattern SUGGESTION =
            Pattern.compile("^\\s{2,4}Did you mean '(.*?)'(?: or '.*'| or to .*)?\\?$");
    private static final Pattern REMARK = Pattern.compile("^\\s{4}\\(see https://errorprone\\.info/\\S+\\)$");

    /** Lines of a finding that are looked through for what it suggests. */
    private static final int NEAR = 8;

    private static final int MOST = 5_000;

    private ErrorProneOutput() {}

    /**
     * The findings of checks that are used.
     *
     * @param root of the tree where the compiler ran, with a slash at its end: files outside are left out
     */
    static List<Finding> findings(String output, String root) {
        List<String> lines = output.lines().toList();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < lines.size() && findings.size() < MOST; i++) {
            Matcher matcher = FINDING.matcher(lines.get(i));
            if (matcher.matches() && matcher.group(1).startsWith(root) && SafeChecks.has(matcher.group(3))) {
                String rule = matcher.group(3);
                findings.add(new Finding(
                        rule,
                        matcher.group(1).substring(root.length()),
                        number(matcher.group(2)),
                        SafeChecks.severity(rule),
                        matcher.group(4),
                        suggestion(lines, i + 1)));
            }
        }
        return findings;
    }

    /** Errors of the compiler itself: how many, and the first. */
    static List<String> errors(String output, String root) {
        List<String> errors = new ArrayList<>();
        output.lines().forEach(line -> {
            Matcher matcher = ERROR.matcher(line);
            if (matcher.matches()) {
                errors.add(line.startsWith(root) ? line.substring(root.length()) : line);
            }
        });
        return errors;
    }

    /** It stands behind the remark that says where the check is described: a line of the code itself cannot stand there. */
    private static String suggestion(List<String> lines, int from) {
        boolean afterRemark = false;
        for (int i = from; i < Math.min(lines.size(), from + NEAR); i++) {
            String line = lines.get(i);
            if (FINDING.matcher(line).matches()) {
                return "";
            }
            if (afterRemark) {
                Matcher matcher = SUGGESTION.matcher(line);
                return matcher.matches() ? matcher.group(1) : "";
            }
            afterRemark = REMARK.matcher(line).matches();
        }
        return "";
    }

    private static int number(String digits) {
        return digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }
}
