package dev.fettle.workspace;

import java.time.Instant;
import java.util.List;

/**
 * A branch that brings something which the branch beside it has not.
 *
 * @param name without {@code refs/heads/}
 * @param head 40 hex
 * @param changedAt when its newest commit was made
 * @param messages whole, of the commits that it brings, the newest first; of a long branch the newest
 * @param files that it changes, of very many the first
 */
public record OpenBranch(String name, String head, Instant changedAt, List<String> messages, List<String> files) {
    public OpenBranch {
        messages = List.copyOf(messages);
        files = List.copyOf(files);
    }
}
