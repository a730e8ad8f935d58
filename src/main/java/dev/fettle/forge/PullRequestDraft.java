package dev.fettle.forge;

/** A pull request that we want to stand: at most one open one a head branch. */
public record PullRequestDraft(String headBranch, String baseBranch, String title, String body, boolean draft) {}
