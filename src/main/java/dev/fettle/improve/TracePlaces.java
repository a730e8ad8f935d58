package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.build.FramePaths;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTraceParser;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Repository;
import dev.fettle.work.Transactions;
import dev.fettle.workspace.Since;
import dev.fettle.workspace.Workspace;
import dev.fettle.workspace.WorkspaceException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the frames of tickets' traces stand on the branch that is to be mended: their files, and their lines as far as these can be followed there. */
final class TracePlaces {
    private static final Logger LOG = LoggerFactory.getLogger(TracePlaces.class);
    private static final int MOST_FILES = 3;
    private static final Pattern TESTS = Pattern.compile("(?:^|/)(?:test|tests|__tests__|spec)/|src/[a-zA-Z]*[tT]est/");

    private final Earlier earlier;
    private final Backlog backlog;
    private final Transactions transactions;

    TracePlaces(Earlier earlier, Backlog backlog, Transactions transactions) {
        this.earlier = earlier;
        this.backlog = backlog;
        this.transactions = transactions;
    }

    /** A ticket's trace as the checked-out tree has its places. What could not be followed is said in the ticket. May ask the forge. */
    StackTrace followed(Ticket ticket, StackTrace trace, Workspace workspace) {
        String revision = revision(ticket);
        try (Since since = since(ticket, revision, workspace.base())) {
            LineTracking.Tracked tracked = since == null
                    ? LineTracking.unknown(workspace.files(), workspace::read, trace, said(ticket))
                    : LineTracking.since(since, trace, revision);
            tell(ticket, tracked.note());
            return tracked.trace();
        }
    }

    /** The tree shows in which module the files of a trace are; where a problem has none, the log's. */
    void located(Ticket ticket, @Nullable StackTrace trace, Workspace workspace) {
        Optional<StackTrace> seen =
                Optional.ofNullable(trace).or(() -> inLog(ticket).map(found -> followed(ticket, found, workspace)));
        seen.ifPresent(found -> name(ticket, found, workspace.files()));
    }

    /**
     * The same for a new ticket of which nothing is checked out: as far as the copy on this machine and the revision that it names tell. May ask the forge, and is not needed: what goes wrong
     * is logged.
     */
    void look(Ticket ticket, Repository repository) {
        String revision = said(ticket);
        Optional<StackTrace> trace = revision.isEmpty() ? Optional.empty() : TicketProblem.trace(ticket);
        if (trace.isEmpty()) {
            return;
        }
        String branch = repository.defaultBranch();
        try (Since since = since(ticket, revision, "refs/heads/" + branch)) {
            if (since != null) {
                LineTracking.Tracked tracked = LineTracking.since(since, trace.get(), revision);
                tell(ticket, tracked.note());
                name(ticket, tracked.trace(), since.filesNow());
            }
        } catch (ForgeException | WorkspaceException e) {
            LOG.info("{}: the lines of {} cannot be followed: {}", ticket.id(), revision, e.getMessage());
        }
    }

    private @Nullable Since since(Ticket ticket, String revision, String head) {
        List<String> names = Releases.names(revision);
        return names.isEmpty()
                ? null
                : earlier.since(ticket.repository(), names, head).orElse(null);
    }

    private void tell(Ticket ticket, String note) {
        if (!note.equals(ticket.metadata().getOrDefault(Metadata.LINES, ""))) {
            transactions.inOne(() -> backlog.update(
                    ticket.id(),
                    t -> Metadata.with(t, Metadata.LINES, note),
                    "the lines of its trace were looked for"));
        }
    }

    private void name(Ticket ticket, StackTrace trace, Collection<String> tree) {
        FramePaths paths = new FramePaths(tree);
        List<String> files = trace.parts().stream()
                .map(part -> paths.of(part, MOST_FILES).stream()
                        .filter(path -> !TESTS.matcher(path).find())
                        .toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        if (!files.isEmpty() && !files.equals(ticket.filesToModify())) {
            transactions.inOne(() ->
                    backlog.update(ticket.id(), t -> Tickets.withFiles(t, files), "the files of its trace were found"));
        }
    }

    /** What its source said, "" for nothing. */
    private static String said(Ticket ticket) {
        return ticket.metadata().getOrDefault(TicketDrafts.REVISION, "");
    }

    /** The same; where only a run of CI tells of it, the commit of that run. */
    private static String revision(Ticket ticket) {
        String said = said(ticket);
        return !said.isEmpty() || TicketProblem.trace(ticket).isPresent()
                ? said
                : runs(ticket).map(Evidence.CiFailure::commit).findFirst().orElse("");
    }

    private static Optional<StackTrace> inLog(Ticket ticket) {
        return runs(ticket)
                .map(run -> StackTraceParser.parse(run.excerpt()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Stream<Evidence.CiFailure> runs(Ticket ticket) {
        return ticket.evidence().stream()
                .filter(Evidence.CiFailure.class::isInstance)
                .map(Evidence.CiFailure.class::cast);
    }
}
