package dev.fettle.forge;

/** A comment on an issue or pull request. The body is untrusted text. */
public record Comment(long id, String author, String body, String url) {}
