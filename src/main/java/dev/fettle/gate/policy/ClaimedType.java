package dev.fettle.gate.policy;

import dev.fettle.gate.integrity.TestSources;
import dev.fettle.workspace.BranchHistory.Step;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Line;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a commit says of itself by its type ({@code docs: …}, {@code test(cart): …}), held against what it changes. Other types promise nothing that could be looked up. */
final class ClaimedType {
    private static final Pattern TYPE = Pattern.compile("(?i)(docs?|tests?)(?:\\([^)]{0,60}\\))?!?: .*");
    private static final Pattern COMMENT = Pattern.compile("\\s*(?:$|//|/\\*|\\*|#|<!--|--|\"\"\"|''').*");

    private ClaimedType() {}

    /** How a commit contradicts its type, with the first file of the program that it changes although it should change documents or tests alone. */
    static Optional<String> contradicted(Step step) {
        Matcher type = TYPE.matcher(step.message().lines().findFirst().orElse(""));
        if (!type.matches()) {
            return Optional.empty();
        }
        String said = type.group(1);
        boolean docs = said.regionMatches(true, 0, "doc", 0, 3);
        return step.change().files().stream()
                .filter(file -> TestSources.isCode(file.path()) && (docs || !TestSources.isTest(file.path())))
                .filter(ClaimedType::changesCode)
                .findFirst()
                .map(file -> "says '" + said + "' and changes code in " + file.path());
    }

    private static boolean changesCode(FileChange file) {
        return Stream.concat(file.addedLines().stream(), file.removedLines().stream())
                .map(Line::text)
                .anyMatch(line -> !COMMENT.matcher(line).matches());
    }
}
