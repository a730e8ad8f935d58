package dev.fettle.forge;

/**
 * An issue of ours as it stands after we looked.
 *
 * @param asWanted whether it says what the draft says; else people changed it meanwhile, or it was not known of
 */
public record StandingIssue(Issue issue, boolean asWanted) {}
