package dev.fettle.work;

import java.time.Instant;

/**
 * One piece of durable work.
 *
 * @param kind who handles it
 * @param key deduplicates: a kind and key is queued at most once
 * @param lane what runs one at a time (a repository's key); "" for no exclusion
 * @param priority higher first, 0 to 100
 * @param notBefore not to be started earlier
 */
public record WorkItem(Kind kind, String key, String lane, int priority, Instant notBefore) {
    /** The kinds of work. */
    public enum Kind {
        /** A stored delivery becomes tickets, commands or feedback; key = delivery id. */
        TRIAGE,
        /** What programs outside reported becomes tickets; key = repository key. */
        REPORTS,
        /** One autopatch cycle of a repository; key = repository key. */
        CYCLE,
        /** A scan for what webhooks did not tell; key = repository key, or "all". */
        SCAN,
        /** Looks at a pull request of a person; key = repository, number and head. */
        REVIEW,
        /** Sends what the outbox holds; key = repository key. */
        OUTBOX,
        /** Looks whether a pull request of ours is to be merged without a person; key = ticket id. */
        MERGE,
        /** Brings the issue that mirrors a repository's backlog up to date; key = repository. */
        BACKLOG_ISSUE,
        /** Looks at a repository that is new, and proposes a settings file for it; key = repository. */
        ONBOARDING,
        /** Looks for missed events, overdue outcomes and stale leases; key = "all", or "missed-deliveries" for what the forge could not hand over. */
        RECONCILE
    }
}
