package dev.fettle.improve;

import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.build.BuildException;
import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTraceParser;
import dev.fettle.build.TestId;
import dev.fettle.propose.RevertText;
import dev.fettle.repair.Problem;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.ReportedCode;
import dev.fettle.workspace.Workspace;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the engine's problem out of a ticket's evidence and a checked-out tree. */
public final class TicketProblem {
    private final List<BuildTool> tools;
    private final Predicate<RepositoryRef> mayRun;

    /**
     * Over these build tools.
     *
     * @param mayRun whether the operator lets the code of a repository be run in what there is of a sandbox
     */
    public TicketProblem(List<BuildTool> tools, Predicate<RepositoryRef> mayRun) {
        this.tools = List.copyOf(tools);
        this.mayRun = mayRun;
    }

    /** A problem, or the named reason why there is none. */
    public sealed interface Outcome {}

    /** Ready to be reproduced. */
    public record Ready(Problem problem) implements Outcome {}

    /** Cannot be worked on. {@code error} tells a failure from a kind of project that is not supported. */
    public record Not(RepairReason reason, String detail, boolean error) implements Outcome {}

    /** Makes the problem of a ticket, with its trace as its source told it. */
    public Outcome of(Ticket ticket, Workspace workspace) {
        return of(ticket, workspace, UnaryOperator.identity());
    }

    /**
     * Makes the problem of a ticket.
     *
     * @param followed the ticket's trace as the tree has its places
     */
    public Outcome of(Ticket ticket, Workspace workspace, UnaryOperator<StackTrace> followed) {
        if (!mayRun.test(ticket.repository())) {
            return new Not(
                    RepairReason.NO_SANDBOX,
                    "sandbox.mode is 'none', and " + ticket.repository().slug()
                            + " is not listed in sandbox.repositories.",
                    false);
        }
        Outcome outcome =
                of(workspace, failing(ticket), trace(ticket).map(followed).orElse(null), recent(ticket, workspace));
        return outcome instanceof Ready ready
                ? new Ready(ready.problem()
                        .showing(code(ticket).orElse(null))
                        .found(finding(ticket).orElse(null)))
                : outcome;
    }

    /** Where a rule's findings are all that speaks: a red test or a trace says more. */
    private static Optional<Problem.RuleFinding> finding(Ticket ticket) {
        boolean alone = ticket.evidence().stream().allMatch(Evidence.Finding.class::isInstance);
        return ticket.evidence().stream()
                .filter(evidence -> alone)
                .filter(Evidence.Finding.class::isInstance)
                .map(Evidence.Finding.class::cast)
                .map(found -> new Problem.RuleFinding(found.rule(), found.file()))
                .findFirst();
    }

    private static Optional<ReportedCode> code(Ticket ticket) {
        boolean mayBeKept = ticket.metadata().containsKey(Metadata.CODE_BY);
        return ticket.evidence().stream()
                .filter(Evidence.LabelledIssue.class::isInstance)
                .map(Evidence.LabelledIssue.class::cast)
                .flatMap(issue -> ReportedCode.of(issue.number(), issue.text(), mayBeKept).stream())
                .findFirst();
    }

    /** Makes a problem of what a person said. */
    public Outcome of(
            Workspace workspace,
            List<TestId> failing,
            @Nullable StackTrace trace,
            Map<String, List<Integer>> recentLines) {
        if (workspace.files().isEmpty()) {
            return new Not(RepairReason.EMPTY, "The tree has no files.", false);
        }
        Optional<BuildTool> tool =
                tools.stream().filter(each -> each.recognises(workspace.root())).findFirst();
        if (tool.isEmpty()) {
            List<String> known = tools.stream().map(BuildTool::name).toList();
            return new Not(RepairReason.NOT_SUPPORTED, OtherBuilds.said(known, workspace.files()), false);
        }
        if (trace != null && failing.isEmpty() && trace.language() != StackTrace.Language.JAVA) {
            return new Not(
                    RepairReason.NOT_SUPPORTED,
                    "The stack trace is of " + trace.language().title() + " code.",
                    false);
        }
        try {
            Project project = tool.get().prepare(workspace.root());
            return new Ready(new Problem(workspace, tool.get(), project, failing, trace, recentLines));
        } catch (BuildException e) {
            return e.isOfTheProject()
                    ? new Not(RepairReason.DOES_NOT_BUILD, String.valueOf(e.getMessage()), false)
                    : new Not(RepairReason.ENVIRONMENT, String.valueOf(e.getMessage()), true);
        } catch (UncheckedIOException e) {
            return FullDisk.seenIn(e)
                    .map(full -> new Not(RepairReason.ENVIRONMENT, full, true))
                    .orElseThrow(() -> e);
        }
    }

    private static List<TestId> failing(Ticket ticket) {
        List<TestId> tests = new ArrayList<>();
        for (Evidence evidence : ticket.evidence()) {
            if (evidence instanceof Evidence.CiFailure failure) {
                failure.tests().stream().map(TestId::parse).forEach(tests::add);
            }
        }
        return tests.stream().distinct().toList();
    }

    /** What was thrown, as its source told it. */
    static Optional<StackTrace> trace(Ticket ticket) {
        for (Evidence evidence : ticket.evidence()) {
            String text = evidence instanceof Evidence.ExceptionSeen seen
                    ? seen.stackTrace()
                    : evidence instanceof Evidence.LabelledIssue issue ? issue.text() : "";
            Optional<StackTrace> trace = StackTraceParser.parse(text);
            if (trace.isPresent()) {
                return trace;
            }
        }
        return Optional.empty();
    }

    private static Map<String, List<Integer>> recent(Ticket ticket, Workspace workspace) {
        return RevertText.lastGreen(ticket).map(workspace::linesChangedSince).orElse(Map.of());
    }
}
