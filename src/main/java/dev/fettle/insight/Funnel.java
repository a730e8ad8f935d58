package dev.fettle.insight;

import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Milestone;
import dev.fettle.backlog.Proposed.Fate;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.NamedReason;
import dev.fettle.repair.RepairReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How far tickets got, and why those got no further that did not.
 *
 * @param stages in their order; each is part of the one before
 * @param lasting merged changes that still stand, of {@code old}
 * @param old changes that were merged more than 30 days ago
 */
public record Funnel(List<Stage> stages, Amount lasting, Amount old) {
    /**
     * Tickets that got so far or further.
     *
     * @param onTheWay those of them that are here and may still go on
     * @param left those that got no further, by the reason, the most frequent first
     */
    public record Stage(Milestone milestone, Amount reached, Amount onTheWay, List<Left> left) {}

    /** Tickets that got no further for one reason, which is a sentence. */
    public record Left(String reason, Amount tickets) {}

    /** Counts. */
    public static Funnel of(Tally tally, Instant now) {
        List<Tally.Cell> cells =
                tally.tickets(TicketFilter.ALL, Facet.MILESTONE, Facet.STATUS, Facet.WAITING, Facet.REASON);
        List<Stage> stages = Arrays.stream(Milestone.values())
                .map(milestone -> stage(milestone, cells))
                .toList();
        TicketFilter old = TicketFilter.where(
                Condition.equal(Facet.STATUS, "applied"),
                Condition.not(Facet.ENDED, ""),
                Condition.below(Facet.ENDED, Period.lately(now).from().toString()));
        TicketFilter lasting = old.and(Condition.not(Facet.FATE, Fate.REVERTED.name()));
        return new Funnel(stages, counted(tally, lasting), counted(tally, old));
    }

    private static Stage stage(Milestone milestone, List<Tally.Cell> cells) {
        int reached = 0;
        int onTheWay = 0;
        List<Left> left = new ArrayList<>();
        for (Tally.Cell cell : cells) {
            int rank = Integer.parseInt(cell.values().get(0));
            Status status = Status.valueOf(cell.values().get(1).toUpperCase(Locale.ROOT));
            if (rank >= milestone.rank()) {
                reached += cell.count();
            }
            if (rank == milestone.rank() && status != Status.APPLIED) {
                if (!status.ended() && cell.values().get(2).isEmpty()) {
                    onTheWay += cell.count();
                } else {
                    left.add(left(status, cell));
                }
            }
        }
        left.sort(
                Comparator.comparingInt((Left some) -> -some.tickets().number()).thenComparing(Left::reason));
        return new Stage(
                milestone,
                new Amount(reached, TicketFilter.where(Condition.atLeast(Facet.MILESTONE, rank(milestone)))),
                new Amount(
                        onTheWay,
                        TicketFilter.where(
                                Condition.equal(Facet.MILESTONE, rank(milestone)),
                                Condition.equal(Facet.WAITING, ""),
                                Condition.equal(Facet.ENDED, ""))),
                left);
    }

    private static Left left(Status status, Tally.Cell cell) {
        return new Left(
                sentence(status, cell.values().get(2), cell.values().get(3)),
                new Amount(
                        cell.count(),
                        TicketFilter.where(
                                Condition.equal(Facet.MILESTONE, cell.values().get(0)),
                                Condition.equal(Facet.STATUS, cell.values().get(1)),
                                Condition.equal(Facet.WAITING, cell.values().get(2)),
                                Condition.equal(Facet.REASON, cell.values().get(3)))));
    }

    private static String sentence(Status status, String waiting, String reason) {
        if (status == Status.REJECTED) {
            return "A person said no.";
        }
        boolean byTheAttempt = waiting.isEmpty()
                || waiting.equals(WaitingReason.ABSTAINED.name())
                || waiting.equals(WaitingReason.FAILED.name());
        return byTheAttempt && !reason.isEmpty() ? sentence(reason) : sentence(waiting);
    }

    /** What a reason's name stands for; the name where it is none of ours, and that it is not noted where there is none. */
    public static String sentence(String name) {
        List<NamedReason> reasons = new ArrayList<>(List.of(RepairReason.values()));
        reasons.addAll(List.of(WaitingReason.values()));
        return reasons.stream()
                .filter(reason -> reason.name().equals(name))
                .map(NamedReason::sentence)
                .findFirst()
                .orElse(name.isEmpty() ? "The reason was not noted." : name);
    }

    private static String rank(Milestone milestone) {
        return Integer.toString(milestone.rank());
    }

    private static Amount counted(Tally tally, TicketFilter rows) {
        return new Amount(tally.tickets(rows).get(0).count(), rows);
    }
}
