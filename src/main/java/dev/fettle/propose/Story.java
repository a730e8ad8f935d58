package dev.fettle.propose;

import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.Suspect;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told about a ticket while it is worked on and at its end.
 *
 * @param understood one sentence: what Fettle took the report to be
 * @param stages those passed, with the time each took, in order
 * @param outcome how it stands
 */
public record Story(Ticket ticket, String understood, List<StageTime> stages, Outcome outcome) {
    public Story {
        stages = List.copyOf(stages);
    }

    /** A stage and how long it took; null time for the one it is in. */
    public record StageTime(Stage stage, @Nullable Duration time) {}

    /** How a ticket stands. */
    public sealed interface Outcome {
        /**
         * It waits for its turn.
         *
         * @param before how many of the repository are taken first
         * @param more whether there are more than that
         * @param first id of the one that is worked on or taken first, "" for none
         * @param attempts that it may have, 0 where that is not known
         * @param time that each of them may take, likewise
         */
        record Queued(int before, boolean more, String first, int attempts, Duration time) implements Outcome {}

        /** Being worked on. */
        record Working() implements Outcome {}

        /** Held, for a named reason. */
        record Waiting(WaitingReason reason, String detail) implements Outcome {}

        /** Given up or left alone for a named reason. */
        record Stopped(WaitingReason reason) implements Outcome {}

        /** A pull request is open. */
        record Proposed(String pullRequestUrl, String title) implements Outcome {}

        /** A fix is suggested on a person's own pull request. */
        record Suggested(String diff) implements Outcome {}

        /** Nothing is proposed. */
        record Abstained(RepairReason reason, Stage furthest, String detail, List<Suspect> suspects)
                implements Outcome {}

        /** It could not be tried to the end. */
        record Failed(RepairReason reason, Stage furthest, String detail) implements Outcome {}

        /** Merged. */
        record Applied() implements Outcome {}

        /** A person said no. */
        record Rejected(String why) implements Outcome {}
    }
}
