package dev.fettle.gate.policy;

import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.FileChange;
import java.util.List;
import java.util.regex.Pattern;

/** Added lines of code that a person does not see as a compiler reads them, because of signs that turn the direction of what follows (CVE-2021-42574). */
final class TurnedText {
    /** What embeds, overrides or isolates; the two marks that Arabic and Hebrew prose needs turn nothing round. */
    private static final Pattern TURNS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private static final Pattern CODE = Pattern.compile(
            "(?i).*\\.(?:java|kts?|groovy|gradle|scala|py|go|rs|rb|php|cs|c|cc|cpp|h|hpp|swift|sh|bash|ps1|sql|[cm]?[jt]sx?|ya?ml|toml|xml)");

    private TurnedText() {}

    static void look(FileChange file, List<Finding> findings) {
        if (!CODE.matcher(file.path()).matches()) {
            return;
        }
        file.addedLines().stream()
                .filter(line -> TURNS.matcher(line.text()).find())
                .findFirst()
                .ifPresent(line -> findings.add(new Finding(
                        file.path(),
                        line.number(),
                        "turned-text",
                        "A sign turns the direction of the text, so that it is not seen as it is read")));
    }
}
