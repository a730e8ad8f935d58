package dev.fettle.web;

import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketRows;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.web.Views.DeliveryRow;
import dev.fettle.web.Views.EvidenceView;
import dev.fettle.web.Views.Fact;
import dev.fettle.web.Views.Link;
import dev.fettle.web.Views.TicketRow;
import dev.fettle.web.Views.TicketView;
import dev.fettle.web.Views.When;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts tickets into the words of the pages. */
final class TicketViews {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** As Fettle makes them; one that a caller gave is not told from other words. */
    private static final Pattern TICKET_ID = Pattern.compile("\\b[a-z]+_\\d{9,11}_\\d{4}\\b");

    private final boolean ownForge;
    private final String forge;
    private final InstantSource clock;
    private final AttemptViews attempts = new AttemptViews();

    /**
     * @param ownForge whether issues and pull requests have pages here
     * @param forge where people see repositories on another forge, without a slash at the end; "" where that is not known
     */
    TicketViews(boolean ownForge, String forge, InstantSource clock) {
        this.ownForge = ownForge;
        this.forge = forge;
        this.clock = clock;
    }

    static When when(Instant time) {
        return new When(time.toString(), TIME.format(time));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    TicketRow row(Ticket ticket) {
        return new TicketRow(
                ticket.id(),
                ticket.repository().slug(),
                ticket.title(),
                word(ticket.category()),
                word(ticket.priority()),
                word(ticket.status()),
                ticket.riskLevel(),
                ticket.estimatedEffort(),
                ticket.count(),
                ticket.whyItWaits(),
                stage(ticket),
                Words.ago(ticket.updatedAt(), clock.instant()));
    }

    /** What the cycle that is under way does now. */
    private static String stage(Ticket ticket) {
        boolean working = ticket.status() == Status.IN_PROGRESS || ticket.status() == Status.TESTING;
        return working ? ticket.metadata().getOrDefault("stage", "").replace('_', ' ') : "";
    }

    DeliveryRow delivery(DeliveryLog.Entry entry) {
        Matcher ticket = TICKET_ID.matcher(entry.detail());
        boolean named = ticket.find();
        return new DeliveryRow(
                Words.ago(entry.receivedAt(), clock.instant()),
                entry.event(),
                entry.id(),
                FunnelViews.outcome(entry.outcome()),
                named ? entry.detail().substring(0, ticket.start()) : entry.detail(),
                named ? ticket.group() : "",
                named ? entry.detail().substring(ticket.end()) : "");
    }

    /** @param rows where its attempts and its history are */
    TicketView view(Ticket ticket, TicketRows rows) {
        List<Fact> metadata = new ArrayList<>();
        new TreeMap<>(ticket.metadata()).forEach((name, value) -> metadata.add(new Fact(name, value)));
        return new TicketView(
                row(ticket),
                ticket.description(),
                ticket.proposedSolution(),
                ticket.testPlan(),
                ticket.filesToModify(),
                links(ticket),
                evidence(ticket),
                rows.attempts(ticket.id()).stream().map(attempts::view).toList(),
                rows.history(ticket.id()).stream()
                        .map(entry -> new Views.HistoryRow(
                                when(entry.at()), word(entry.status()), sentence(entry.waiting()), entry.cause()))
                        .toList(),
                metadata,
                deeds(ticket));
    }

    /** What a person may do with it now. */
    private static List<String> deeds(Ticket ticket) {
        List<String> deeds = new ArrayList<>();
        if (!ticket.status().ended()) {
            deeds.add("decide");
        }
        if (ticket.status() == Status.FAILED || ticket.status() == Status.OPEN && ticket.waiting() != null) {
            deeds.add("retry");
        }
        if (!ticket.status().ended()) {
            deeds.add("stop");
        }
        return deeds;
    }

    private static String sentence(String waiting) {
        for (WaitingReason reason : WaitingReason.values()) {
            if (reason.name().equals(waiting)) {
                return reason.sentence();
            }
        }
        return waiting;
    }

    private List<Link> links(Ticket ticket) {
        List<Link> links = new ArrayList<>();
        Map<String, String> metadata = ticket.metadata();
        String pull = metadata.getOrDefault("pull_request", "");
        String issue = metadata.getOrDefault("issue", "");
        String url = metadata.getOrDefault("pull_request_url", "");
        String place = ownForge ? "/forge/" : forge.isEmpty() ? "" : forge + "/";
        if (!place.isEmpty() && isNumber(issue)) {
            links.add(new Link(place + ticket.repository().slug() + "/issues/" + issue, "Issue #" + issue));
        }
        if (!ownForge && !forge.isEmpty()) {
            run(ticket).ifPresent(links::add);
        }
        if (ownForge && isNumber(pull)) {
            links.add(new Link("/forge/" + ticket.repository().slug() + "/pull/" + pull, "Pull request #" + pull));
        } else if (url.startsWith("https://") || url.startsWith("http://")) {
            links.add(new Link(url, "Pull request" + (isNumber(pull) ? " #" + pull : "")));
        }
        return links;
    }

    /** The CI runs of the newest red commit: a run's own number is not kept, and a commit may have been run again since. */
    private Optional<Link> run(Ticket ticket) {
        return ticket.evidence().stream()
                .filter(Evidence.CiFailure.class::isInstance)
                .map(evidence -> ((Evidence.CiFailure) evidence).commit())
                .filter(commit -> commit.matches("[0-9a-f]{40}"))
                .reduce((before, last) -> last)
                .map(commit -> new Link(
                        forge + "/" + ticket.repository().slug() + "/commit/" + commit + "/checks",
                        "CI runs of " + commit.substring(0, 7)));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String times(int count) {
        return Words.number(count) + (count == 1 ? " time" : " times");
    }

    /** Each with a label of its own, by which who cannot see the page tells them apart. */
    private static List<EvidenceView> evidence(Ticket ticket) {
        List<EvidenceView> views = new ArrayList<>();
        for (Evidence piece : ticket.evidence()) {
            views.add(evidence(piece).numbered(views.size() + 1));
        }
        return views;
    }

    private static EvidenceView evidence(Evidence evidence) {
        if (evidence instanceof Evidence.ExceptionSeen seen) {
            return new EvidenceView(
                    "Exception",
                    List.of(
                            new Fact("type", seen.type()),
                            new Fact("message", seen.message()),
                            new Fact("seen", times(seen.count())),
                            new Fact("first", when(seen.firstSeen()).text()),
                            new Fact("last", when(seen.lastSeen()).text())),
                    seen.stackTrace());
        }
        if (evidence instanceof Evidence.Anomaly anomaly) {
            return new EvidenceView(
                    "Anomaly",
                    List.of(
                            new Fact("metric", anomaly.metric()),
                            new Fact("value", Double.toString(anomaly.value())),
                            new Fact("threshold", Double.toString(anomaly.threshold())),
                            new Fact("severity", anomaly.severity())),
                    "");
        }
        if (evidence instanceof Evidence.Feedback feedback) {
            return new EvidenceView(
                    "Feedback",
                    List.of(
                            new Fact("sentiment", feedback.sentiment()),
                            new Fact("given", when(feedback.timestamp()).text())),
                    feedback.text());
        }
        if (evidence instanceof Evidence.CiFailure failure) {
            return new EvidenceView(
                    "CI failure",
                    List.of(
                            new Fact("run", failure.run()),
                            new Fact("commit", failure.commit()),
                            new Fact("branch", failure.branch()),
                            new Fact("tests", String.join(", ", failure.tests())),
                            new Fact(
                                    "seen",
                                    times(failure.count()) + ", last "
                                            + when(failure.lastSeen()).text())),
                    failure.excerpt());
        }
        if (evidence instanceof Evidence.LabelledIssue issue) {
            return new EvidenceView(
                    "Issue #" + issue.number(),
                    List.of(new Fact("title", issue.title()), new Fact("author", issue.author())),
                    issue.text());
        }
        if (evidence instanceof Evidence.Finding finding) {
            return new EvidenceView(
                    "Finding",
                    List.of(
                            new Fact("rule", finding.rule()),
                            new Fact("place", finding.file() + ":" + finding.line()),
                            new Fact("message", finding.message())),
                    "");
        }
        return new EvidenceView("By hand", List.of(), "");
    }
}
