package dev.fettle.workspace;

import java.time.Instant;

/**
 * A commit to be made.
 *
 * @param text the whole message, title first
 * @param authorName shown as author and committer
 * @param authorEmail likewise
 * @param when the commit's time; the same inputs give the same commit
 */
public record CommitMessage(String text, String authorName, String authorEmail, Instant when) {}
