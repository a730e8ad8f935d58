package dev.fettle.base.settings;

/** What happens in a repository that has no settings file of its own. */
public enum Onboarding {
    /** It is worked on by the server's settings, and nothing is said about it. */
    OFF,
    /** It is worked on by the server's settings, and gets one pull request that offers a file. */
    OFFER,
    /** It gets one pull request that adds a file, and nothing is done in it before a file is on its default branch. */
    REQUIRE
}
