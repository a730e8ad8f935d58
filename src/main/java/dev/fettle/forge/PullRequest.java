package dev.fettle.forge;

import java.util.List;

/**
 * A pull request as the server has it now.
 *
 * @param headBranch without {@code refs/heads/}
 * @param headSha 40 hex
 * @param headRepository owner/name of the head's repository, "" when it is gone
 */
public record PullRequest(
        long number,
        String title,
        String body,
        String author,
        State state,
        boolean draft,
        String headBranch,
        String headSha,
        String headRepository,
        String baseBranch,
        List<String> labels,
        String url) {
    public PullRequest {
        labels = List.copyOf(labels);
    }

    /** Open, merged, or closed without merging. */
    public enum State {
        OPEN,
        MERGED,
        CLOSED
    }
}
