package dev.fettle.propose;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How a repository writes its commit messages, read from its latest ones.
 *
 * @param conventional {@code fix: …} prefixes are the rule
 * @param signOff {@code Signed-off-by} trailers are the rule
 */
public record CommitStyle(boolean conventional, boolean signOff) {
    /** No prefix, no sign-off. */
    public static final CommitStyle PLAIN = new CommitStyle(false, false);

    private static final Pattern CONVENTIONAL = Pattern.compile(
            "(build|chore|ci|docs|feat|fix|perf|refactor|revert|style|test)(\\([^)\\n]{1,60}\\))?!?: .*");

    /** What more than half of at least three messages do. */
    public static CommitStyle of(List<String> messages) {
        if (messages.size() < 3) {
            return PLAIN;
        }
        long conventional = messages.stream()
                .map(message -> message.lines().findFirst().orElse(""))
                .filter(title -> CONVENTIONAL.matcher(title).matches())
                .count();
        long signed = messages.stream()
                .filter(message -> message.contains("\nSigned-off-by: "))
                .count();
        return new CommitStyle(conventional * 2 > messages.size(), signed * 2 > messages.size());
    }
}
