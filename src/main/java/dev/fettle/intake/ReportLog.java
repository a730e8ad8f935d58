package dev.fettle.intake;

import dev.fettle.base.RepositoryRef;
import java.time.Instant;
import java.util.List;

/**
 * The durable inbox of reports. The same failure reported many times is one entry that counts. What {@link #accept} returned {@link Acceptance#STORED} for is never lost and counted
 * exactly once.
 */
public interface ReportLog {
    /** Stores and fsyncs, with its REPORTS work item in the same transaction, before it returns; all of the reports, or none. They are of one repository. */
    Acceptance accept(IntakeSource source, List<Report> reports);

    /**
     * Takes out what is due of a repository, in the order in which it came last. To be called in the transaction that writes what becomes of it.
     *
     * @param repositoryKey as the work item has it
     */
    List<Pending> take(String repositoryKey, Instant now, int most);

    /** Puts back what cannot become a ticket yet. */
    void defer(Pending pending, Instant until);

    /** The repository that waiting entries name, empty when none waits. */
    java.util.Optional<RepositoryRef> repository(String repositoryKey);

    /** How many entries of a repository wait. */
    int waiting(String repositoryKey);

    /** What was put off, as a sentence for each repository that has something: an operator must know of it. */
    List<String> deferred();

    /** What became of an offer. */
    enum Acceptance {
        STORED,
        /** So many different failures of the repository wait already that no further one is taken. */
        FULL
    }

    /** One entry. The report's signal stands for all sightings since the last time. */
    record Pending(IntakeSource source, Report report) {}
}
