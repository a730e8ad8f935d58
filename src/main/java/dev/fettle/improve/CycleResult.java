package dev.fettle.improve;

import dev.fettle.base.NamedReason;
import org.jspecify.annotations.Nullable;

/**
 * What one autopatch cycle did.
 *
 * @param status how it ended
 * @param ticketId "" when there was no ticket to take
 * @param branchName "" when there is no branch
 * @param testSuccess whether the proof's tests are green
 * @param reason why not, null when completed
 * @param detail more about the reason, "" for nothing
 */
public record CycleResult(
        State status,
        String ticketId,
        String branchName,
        boolean testSuccess,
        @Nullable NamedReason reason,
        String detail) {
    /** Nothing to take. */
    public static final CycleResult NO_TICKET = new CycleResult(State.NO_TICKET, "", "", false, null, "");

    /** How a cycle can end. Reported in lower case. */
    public enum State {
        COMPLETED,
        ABSTAINED,
        FAILED,
        DEFERRED,
        NO_TICKET
    }
}
