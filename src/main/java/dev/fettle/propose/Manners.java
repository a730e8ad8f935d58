package dev.fettle.propose;

import dev.fettle.workspace.CommitStyle;
import dev.fettle.workspace.SignOff;
import dev.fettle.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a repository likes to be approached, read from its tree and its history.
 *
 * @param style of its commit messages
 * @param template its template for pull requests, "" for none
 * @param owners who reviews what
 */
public record Manners(CommitStyle style, String template, CodeOwners owners) {
    private static final int COMMITS = 50;
    private static final List<String> TEMPLATES = List.of(
            ".github/pull_request_template.md",
            "pull_request_template.md",
            "docs/pull_request_template.md",
            ".github/pull_request_template",
            "pull_request_template");

    /** Of a checked-out tree and the commits it stands on. */
    public static Manners of(Workspace workspace) {
        CommitStyle style = CommitStyle.of(workspace.messages(COMMITS));
        return new Manners(
                SignOff.askedFor(workspace.files(), workspace::read) ? style.signedOff() : style,
                first(workspace, TEMPLATES).orElse(""),
                first(workspace, CodeOwners.PLACES).map(CodeOwners::parse).orElse(CodeOwners.NONE));
    }

    /** The text of the first of these files that is there, however its name is written. */
    private static Optional<String> first(Workspace workspace, List<String> places) {
        for (String place : places) {
            String wanted = place.toLowerCase(Locale.ROOT);
            Optional<String> text = workspace.files().stream()
                    .filter(path -> path.toLowerCase(Locale.ROOT).equals(wanted))
                    .findFirst()
                    .flatMap(workspace::read);
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }
}
