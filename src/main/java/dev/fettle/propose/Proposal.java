package dev.fettle.propose;

import dev.fettle.backlog.Ticket;
import dev.fettle.gate.GateReport;
import dev.fettle.repair.Patch;
import dev.fettle.repair.Reproduction;
import dev.fettle.repair.Search;
import java.time.Duration;
import java.util.Map;

/**
 * Everything a reviewer is told about, measured.
 *
 * @param base the commit (40 hex) the patch stands on
 * @param head the commit (40 hex) with the patch; "" before it is committed
 * @param stages seconds by stage
 * @param mergesItself whether, as the settings now are, it is merged without a person once every check is green
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
        boolean mergesItself) {
    public Proposal {
        stages = Map.copyOf(stages);
    }
}
