package dev.fettle.gate.secret;

import dev.fettle.base.PrivateData;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Line;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Data of persons in added lines. What has a checksum (cards, accounts, national numbers) stops a change in a file of data; addresses and telephone numbers do when
 * there are many, as in an export of customers. Elsewhere they are a warning: code may well name somebody.
 */
final class PrivateDataRule {
    static final String STOPS = "private-data";
    static final String WARNS = "possible-private-data";
    /** So many addresses or telephone numbers in one change of a data file are a list of people. */
    static final int MANY = 5;

    private static final Set<String> CHECKED = Set.of("card", "iban", "national-id", "ssn");
    private static final Pattern DATA = Pattern.compile(
            "(?i).*\\.(?:csv|tsv|json|jsonl|ndjson|ya?ml|xml|sql|txt|log|dump|properties|dat|har|vcf|ldif|eml|mbox)$");
    /** Where names and addresses of people belong. */
    private static final Pattern CREDITS = Pattern.compile(
            "(?i)(?:^|.*/)(?:pom\\.xml|.*\\.gemspec|package(?:-lock)?\\.json|composer\\.(?:json|lock)|yarn\\.lock|.*\\.lock|cargo\\.toml|pyproject\\.toml|setup\\.(?:py|cfg)"
                    + "|(?:licen[cs]e|notice|authors|contributors|maintainers|owners|codeowners|copying|credits|thanks|changelog|changes|history|readme|security|contributing|code_of_conduct|governance|copyright)(?:[._-].*)?"
                    + "|\\.mailmap|plugin\\.xml|.*\\.nuspec|.*\\.podspec|dco.*|.*\\.(?:svg|min\\.js|map))$");

    private static final Pattern CARD_WORD =
            Pattern.compile("(?i)card|visa|amex|credit|\\bpan\\b|(?:^|[^a-z])cc(?:[^a-z]|$)|payment");
    private static final Pattern CREDIT_LINE = Pattern.compile(
            "(?i).*(?:@author|copyright|\\(c\\)|signed-off-by|co-authored-by|maintainer|<email>|mailto:|\"author\").*");

    private static final int LONGEST_LINE = 20_000;

    private final PrivateData data = new PrivateData();

    void look(FileChange file, List<Finding> findings) {
        if (file.kind() == FileChange.Kind.DELETED
                || CREDITS.matcher(file.path()).matches()) {
            return;
        }
        boolean dataFile = DATA.matcher(file.path()).matches();
        Map<String, Integer> lines = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Line line : file.addedLines()) {
            List<PrivateData.Found> onLine = line.text().length() > LONGEST_LINE ? List.of() : data.find(line.text());
            if (!onLine.isEmpty() && CREDIT_LINE.matcher(line.text()).matches()) {
                continue;
            }
            for (PrivateData.Found found : onLine) {
                String value = line.text().substring(found.start(), found.end());
                boolean plainNumber =
                        found.kind().equals("card") && value.chars().allMatch(Character::isDigit);
                // Of long numbers one in ten has the check digit of a card by chance.
                if (plainNumber && !saysCard(file, line)) {
                    continue;
                }
                if (dataFile || CHECKED.contains(found.kind())) {
                    lines.putIfAbsent(found.kind(), line.number());
                    counts.merge(found.kind(), 1, Integer::sum);
                }
            }
        }
        counts.keySet().stream().sorted().forEach(kind -> {
            int count = counts.getOrDefault(kind, 0);
            boolean stops = dataFile && (CHECKED.contains(kind) || count >= MANY);
            findings.add(new Finding(
                    file.path(),
                    lines.getOrDefault(kind, 0),
                    stops ? STOPS : WARNS,
                    count + " of the kind " + kind + (count == 1 ? "" : ", the first one here")
                            + ": data of a person has no place in a repository."));
        });
    }

    private static boolean saysCard(FileChange file, Line line) {
        String head =
                file.after() == null ? "" : file.after().lines().findFirst().orElse("");
        return CARD_WORD.matcher(line.text()).find() || CARD_WORD.matcher(head).find();
    }
}
