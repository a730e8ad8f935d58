package dev.fettle.backlog;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace;
import dev.fettle.build.TestId;
import dev.fettle.intake.Signal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes a ticket of a signal: title, category, priority, risk, effort, proposed solution, test plan and files, with the reasons for the numbers. What makes two
 * signals the same is their {@link Fingerprint}; {@link #seenAgain} is what becomes of the ticket when it is seen again.
 */
public final class TicketDrafts {
    /** Metadata: why it was rated so, one phrase a line. */
    public static final String REASONS = "reasons";

    /** Metadata: the revision of the code that a trace was thrown in, as its source names it. */
    public static final String REVISION = "revision";

    private static final String TEST_PLAN = "1. Reproduce the error\n2. Apply fix\n3. Verify error no longer occurs";
    private static final int LONGEST_TITLE = 120;
    private final InstantSource clock;
    private final TicketIds ids;

    public TicketDrafts(InstantSource clock) {
        this.clock = clock;
        this.ids = new TicketIds(clock);
    }

    /** A new, open ticket. */
    public Ticket draft(Signal signal) {
        return draft(signal, RepositoryFiles.UNKNOWN);
    }

    /** The same, with the paths of files that a trace names, as far as they are known. */
    public Ticket draft(Signal signal, RepositoryFiles paths) {
        if (signal instanceof Signal.RedTests red) {
            return redTests(red, paths);
        } else if (signal instanceof Signal.ExceptionSeen seen) {
            return exception(seen, paths);
        } else if (signal instanceof Signal.AnomalySeen anomaly) {
            return anomaly(anomaly);
        } else if (signal instanceof Signal.TestSlower slower) {
            return slower(slower);
        } else if (signal instanceof Signal.FeedbackGiven feedback) {
            return feedback(feedback);
        } else if (signal instanceof Signal.IssueRequested issue) {
            return issue(issue, paths);
        } else if (signal instanceof Signal.RuleFinding finding) {
            return finding(finding);
        } else if (signal instanceof Signal.VulnerableDependency vulnerable) {
            return vulnerable(vulnerable);
        } else if (signal instanceof Signal.SecretPushed secret) {
            return secret(secret);
        }
        throw new IllegalStateException("a signal that makes no ticket");
    }

    /**
     * The ticket after its signal was seen once more: count, last time, evidence of a new source, and past thresholds its priority.
     *
     * @param again what would be a ticket of the signal by itself
     */
    public static Ticket seenAgain(Ticket ticket, Ticket again, Signal signal) {
        return Recurrence.apply(ticket, again, signal.seenAt());
    }

    private Ticket redTests(Signal.RedTests red, RepositoryFiles paths) {
        String subject = red.tests().isEmpty()
                ? failure(red.failureClass()) + " in " + red.run()
                : shortName(red.tests().get(0))
                        + (red.tests().size() > 1 ? " and " + (red.tests().size() - 1) + " more" : "");
        return ticket(
                signalBase(red),
                red.failureClass() == Signal.FailureClass.DEPLOYMENT
                        ? "Mend the " + red.run()
                        : red.tests().isEmpty() ? "Fix the " + subject : "Fix failing test " + subject,
                "Red on " + red.branch() + " in " + red.run() + ": " + subject,
                Rating.redTests(red.onDefaultBranch(), Math.max(1, red.tests().size())),
                new Evidence.CiFailure(
                        red.run(),
                        red.commit(),
                        red.branch(),
                        red.tests().stream().map(TestId::toString).toList(),
                        red.excerpt(),
                        1,
                        red.seenAt(),
                        red.seenAt()),
                "Change the production code so that the failing test passes and no other test fails",
                "1. See the test fail\n2. Apply fix\n3. Run the whole suite",
                files(red.repository(), red.trace(), paths));
    }

    private static String failure(Signal.FailureClass failureClass) {
        return failureClass == Signal.FailureClass.UNKNOWN
                ? "failure"
                : failureClass.name().toLowerCase(Locale.ROOT) + " failure";
    }

    private Ticket exception(Signal.ExceptionSeen seen, RepositoryFiles paths) {
        List<String> files = seen.files().isEmpty() ? files(seen.repository(), seen.trace(), paths) : seen.files();
        String type = simple(seen.type());
        String where = files.isEmpty() ? "" : " in " + files.get(0);
        String kind = seen.count() > 1 ? "Recurring " : "";
        Ticket ticket = ticket(
                signalBase(seen),
                "Fix " + type + where,
                kind + type + (seen.message().isEmpty() ? "" : ": " + seen.message()),
                Rating.exception(seen.count(), !files.isEmpty()),
                new Evidence.ExceptionSeen(
                        seen.type(),
                        seen.message(),
                        seen.count(),
                        seen.firstSeenAt(),
                        seen.seenAt(),
                        TraceText.of(seen.trace())),
                Solutions.forException(seen.type(), seen.message(), files),
                TEST_PLAN,
                files);
        return thrownIn(seen.revision(), ticket);
    }

    private static Ticket thrownIn(String revision, Ticket ticket) {
        if (revision.isEmpty()) {
            return ticket;
        }
        Map<String, String> metadata = new HashMap<>(ticket.metadata());
        metadata.put(REVISION, revision);
        return Copies.metadata(ticket, metadata);
    }

    private Ticket anomaly(Signal.AnomalySeen seen) {
        Metric metric = Metric.parse(seen.metric());
        String where =
                seen.files().isEmpty() ? "" : " in " + baseName(seen.files().get(0));
        return ticket(
                signalBase(seen),
                "Optimize " + metric.words() + where,
                metric.sentence() + " exceeds threshold: " + metric.value(seen.value()) + " (threshold: "
                        + metric.value(seen.threshold()) + ")",
                Rating.anomaly(seen.severity()),
                new Evidence.Anomaly(seen.metric(), seen.value(), seen.threshold(), seen.severity()),
                Solutions.forMetric(metric),
                "1. Measure before\n2. Apply fix\n3. Measure again, in pairs",
                seen.files());
    }

    private Ticket slower(Signal.TestSlower slower) {
        SlowTest test = new SlowTest(slower);
        return ticket(
                signalBase(slower),
                "Make " + slower.test() + " as fast as it was",
                test.description(),
                Rating.anomaly(test.severity()),
                test.evidence(),
                "Look at what changed with " + test.since() + ": the test, or what it runs",
                "1. Measure before\n2. Apply fix\n3. The next runs of " + slower.run() + " are below the bound again",
                slower.file().isEmpty() ? List.of() : List.of(slower.file()));
    }

    private Ticket feedback(Signal.FeedbackGiven given) {
        return ticket(
                signalBase(given),
                "Address user feedback: " + given.text(),
                "User feedback: '" + given.text() + "'",
                Rating.feedback(given.sentiment()),
                new Evidence.Feedback(given.text(), given.sentiment(), given.seenAt()),
                Solutions.forFeedback(given.text()),
                "1. Agree on what should be different\n2. Write it as a test\n3. Apply fix",
                List.of());
    }

    private Ticket issue(Signal.IssueRequested issue, RepositoryFiles paths) {
        StackTrace trace = issue.trace();
        List<String> files = files(issue.repository(), trace, paths);
        String title = trace == null
                ? issue.title()
                : "Fix " + simple(trace.root().type()) + (files.isEmpty() ? "" : " in " + files.get(0));
        Ticket ticket = ticket(
                signalBase(issue),
                title,
                "Issue #" + issue.number() + ": " + issue.title(),
                Rating.issue(trace != null),
                new Evidence.LabelledIssue(issue.number(), issue.title(), issue.body(), issue.author()),
                trace == null
                        ? "To be found from the description"
                        : Solutions.forException(
                                trace.root().type(), trace.root().message(), files),
                TEST_PLAN,
                files);
        Map<String, String> metadata = new HashMap<>(ticket.metadata());
        metadata.put("issue", Long.toString(issue.number()));
        metadata.put("requested_by", issue.author());
        String revision = trace == null ? "" : NamedCommit.in(issue.body());
        return thrownIn(revision, Copies.metadata(ticket, metadata));
    }

    private Ticket finding(Signal.RuleFinding finding) {
        return ticket(
                signalBase(finding),
                "Resolve " + finding.rule() + " in " + finding.file(),
                finding.message(),
                Rating.finding(finding.severity()),
                new Evidence.Finding(finding.rule(), finding.file(), finding.line(), finding.message()),
                finding.solution().isEmpty() ? "Do what the rule asks for" : finding.solution(),
                "1. Count the rule's findings\n2. Apply fix\n3. Count again, run the whole suite",
                List.of(finding.file()));
    }

    private Ticket vulnerable(Signal.VulnerableDependency vulnerable) {
        String name = vulnerable.dependency();
        String ids = String.join(", ", vulnerable.advisories());
        boolean fixable = !vulnerable.fixed().isEmpty();
        String title = fixable ? "Raise " + name + " to " + vulnerable.fixed() : "Replace the vulnerable " + name;
        return ticket(
                signalBase(vulnerable),
                title,
                inUse(vulnerable) + ": " + vulnerable.summary(),
                Rating.vulnerable(vulnerable.severity(), fixable),
                evidence(vulnerable),
                fixable
                        ? "Raise " + name + " to " + vulnerable.fixed() + ", the smallest version without " + ids
                        : "Do without " + name + ", or shield what calls it: no version without " + ids + " is known",
                "1. See the advisory\n2. Change the version\n3. Audit again, run the whole suite",
                List.of(vulnerable.file()));
    }

    /** A vulnerable dependency as a finding: the advisories are the rule. */
    public static Evidence.Finding evidence(Signal.VulnerableDependency vulnerable) {
        return new Evidence.Finding(
                String.join(", ", vulnerable.advisories()),
                vulnerable.file(),
                0,
                inUse(vulnerable) + ": " + vulnerable.summary());
    }

    private static String inUse(Signal.VulnerableDependency vulnerable) {
        return vulnerable.version().isEmpty()
                ? vulnerable.dependency()
                : vulnerable.dependency() + " " + vulnerable.version();
    }

    private Ticket secret(Signal.SecretPushed secret) {
        return ticket(
                signalBase(secret),
                "Revoke the " + kindOf(secret) + " in " + baseName(secret.file()),
                secret.commit().isEmpty()
                        ? "The tree of the default branch holds what looks like a secret. Its kind and place are kept, its value is not."
                        : "A push to the default branch added what looks like a secret. Its kind and place are kept, its value is not.",
                Rating.secret(secret.kind()),
                evidence(secret),
                "1. Revoke it where it was made: whoever can read the history has it\n2. Read it from outside of the code\n"
                        + "3. Take it out of the history where that helps",
                "1. Push the change\n2. The secret scan finds nothing in it",
                List.of(secret.file()));
    }

    /** A secret as a finding: kind, place and commit. */
    public static Evidence.Finding evidence(Signal.SecretPushed secret) {
        String how = secret.commit().isEmpty()
                ? ", found in the tree"
                : ", pushed with "
                        + secret.commit()
                                .substring(0, Math.min(12, secret.commit().length()));
        return new Evidence.Finding(
                "secret-scan", secret.file(), secret.line(), "Looks like a " + kindOf(secret) + how);
    }

    private static String kindOf(Signal.SecretPushed secret) {
        return secret.kind().replace('-', ' ');
    }

    private record Base(Signal signal, String id, String fingerprint) {}

    private Base signalBase(Signal signal) {
        String fingerprint = Fingerprint.of(signal);
        return new Base(signal, ids.next(TicketIds.source(signal), fingerprint), fingerprint);
    }

    private Ticket ticket(
            Base base,
            String title,
            String description,
            Rating ofSignal,
            Evidence evidence,
            String solution,
            String testPlan,
            List<String> files) {
        Instant now = clock.instant();
        Rating rating = ofSignal.at(files);
        return new Ticket(
                base.id(),
                base.signal().repository(),
                base.fingerprint(),
                title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…",
                description,
                rating.category(),
                rating.priority(),
                Status.OPEN,
                List.of(evidence),
                solution,
                testPlan,
                files,
                rating.risk(),
                rating.effort(),
                null,
                Map.of(REASONS, String.join("\n", rating.reasons())),
                base.signal().count(),
                now,
                now);
    }

    private static List<String> files(
            RepositoryRef repository, @org.jspecify.annotations.Nullable StackTrace trace, RepositoryFiles paths) {
        if (trace == null) {
            return List.of();
        }
        StackTrace telling = OwnFrames.part(repository, trace);
        List<String> known =
                TraceText.files(OwnFrames.of(repository, telling).map(frame -> paths.path(repository, frame)));
        return known.isEmpty()
                ? TraceText.files(OwnFrames.of(repository, telling).map(StackTrace.Frame::file))
                : known;
    }

    private static String shortName(TestId id) {
        String simple = simple(id.className());
        return id.method().isEmpty() ? simple : simple + "#" + id.method();
    }

    private static String simple(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
