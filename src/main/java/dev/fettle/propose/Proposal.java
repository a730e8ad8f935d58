package dev.fettle.propose;

import dev.fettle.backlog.Ticket;
import dev.fettle.gate.GateReport;
import dev.fettle.repair.Patch;
import dev.fettle.repair.Reproduction;
import dev.fettle.repair.Search;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Everything a reviewer is told about, measured.
 *
 * @param base the commit (40 hex) the patch stands on
 * @param head the commit (40 hex) with the patch; "" before it is committed
 * @param stages seconds by stage
 * @param mergesItself whether, as the settings now are, it is merged without a person once every check is green
 * @param around where its ticket is shown, and within which limits it was made
 */
public record Proposal(
        Ticket ticket,
        Patch patch,
        Reproduction reproduction,
        Search search,
        GateReport gates,
        Risk risk,
        String base,
        String head,
        Map<String, Duration> stages,
        boolean mergesItself,
        Around around) {
    public Proposal {
        stages = Map.copyOf(stages);
    }

    /** Of which nothing is known but itself. */
    public Proposal(
            Ticket ticket,
            Patch patch,
            Reproduction reproduction,
            Search search,
            GateReport gates,
            Risk risk,
            String base,
            String head,
            Map<String, Duration> stages,
            boolean mergesItself) {
        this(ticket, patch, reproduction, search, gates, risk, base, head, stages, mergesItself, Around.NOTHING);
    }

    /**
     * What stands around it.
     *
     * @param page the ticket's own page, "" where nobody has told where it is
     * @param limits in force when it was made, one short phrase each, of ours
     */
    public record Around(String page, List<String> limits) {
        /** Nothing is known of it. */
        public static final Around NOTHING = new Around("", List.of());

        public Around {
            limits = List.copyOf(limits);
        }
    }
}
