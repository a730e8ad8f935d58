package dev.fettle.forge;

import java.time.Instant;

/**
 * A comment with where and when it was made. One that was edited since is never among them: who edits need not be who wrote it.
 *
 * @param number of the issue or pull request
 */
public record CommentOn(long number, boolean onPullRequest, Comment comment, Instant created) {}
