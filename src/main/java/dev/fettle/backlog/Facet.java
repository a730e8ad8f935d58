package dev.fettle.backlog;

/** Something by which tickets are told apart: to choose some of them, and to count them by. Values are as they are stored: constants of statuses, priorities and categories in lower case, others by their names, times in ISO-8601. */
public enum Facet {
    STATUS,
    PRIORITY,
    CATEGORY,
    /** A repository's key. */
    REPOSITORY,
    /** The level of the ticket, 1 to 10. */
    RISK,
    /** The name of a {@link WaitingReason}, "" for none. */
    WAITING,
    /** {@link Milestone#rank()}: the furthest that it, or an attempt of it, got. */
    MILESTONE,
    /** Why its last attempt proposed nothing, "" where it did or there was none. */
    REASON,
    /** Whether only a person can bring it on now: 1 or 0. */
    NEEDS_PERSON,
    /** The {@link Proposed.Fate}, "" where nothing was proposed. */
    FATE,
    /** The risk of the patch that was proposed, 1 to 10; 0 for none. */
    PROPOSED_RISK,
    /** The rule that made what was proposed, "" for none or not noted. */
    RULE,
    /** The engine of the last attempt, "" for none. */
    ENGINE,
    /** Who is asked for a review of its pull request, "" for nobody. */
    REVIEWER,
    /** The box that a person ticked, "" for none. */
    OBJECTION,
    /** Number of the issue that it is about, "" for none. */
    ISSUE,
    /** Number of our pull request for it, "" for none. */
    PULL_REQUEST,
    /** Number of the person's pull request that its fix is suggested on, "" for none. */
    SUGGEST_ON,
    /** Number of the person's pull request that it waits for, "" for none. */
    IN_HANDS,
    /** The branch and the CI run that were red, as {@link Evidence.CiFailure#key()} has them; "" where none was. */
    RED_RUN,
    /** The commit on which that run was red last, "" where none was. */
    RED_COMMIT,
    CREATED,
    /** When it ended; "" as long as it has not. */
    ENDED,
    CREATED_DAY,
    ENDED_DAY,
    /** Its title and id, to look for words in. */
    TEXT
}
