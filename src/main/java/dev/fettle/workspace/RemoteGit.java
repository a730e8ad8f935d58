package dev.fettle.workspace;

import dev.fettle.base.TicketBranch;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks git to a remote: what its branches are, fetch, push with a lease. */
final class RemoteGit {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteGit.class);

    private static final String HEADS = "refs/heads/";

    /** Who holds a branch's lock is through with it in milliseconds. */
    private static final int MOST_TRIES = 5;

    private static final Pattern LOCKED = Pattern.compile("(?i)\\block");

    private final TransportRules rules;
    private final InstantSource clock;

    RemoteGit(TransportRules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** Whether the remote is a server, not a folder. */
    boolean overHttp(GitRemote remote) {
        return rules.allow(remote) != null;
    }

    /** Fetches and gives back the commit that the remote advertised for the spec's source; empty when it has no such ref. */
    Optional<ObjectId> fetch(Repository into, GitRemote remote, RefSpec... specs) throws IOException {
        try (Transport transport = open(into, remote)) {
            transport.setTagOpt(TagOpt.NO_TAGS);
            FetchResult result = transport.fetch(NullProgressMonitor.INSTANCE, List.of(specs));
            Ref advertised = result.getAdvertisedRef(specs[0].getSource());
            return Optional.ofNullable(advertised).map(Ref::getObjectId);
        }
    }

    /** The commit that a full ref is at on the remote now. */
    Optional<ObjectId> look(Repository local, GitRemote remote, String fullName) throws IOException {
        try (Transport transport = open(local, remote);
                FetchConnection connection = transport.openFetch()) {
            return Optional.ofNullable(connection.getRef(fullName)).map(Ref::getObjectId);
        }
    }

    /** The branches of the remote whose names we use. */
    Map<String, ObjectId> heads(Repository local, GitRemote remote) throws IOException {
        Map<String, ObjectId> heads = new TreeMap<>();
        try (Transport transport = open(local, remote);
                FetchConnection connection = transport.openFetch()) {
            for (Ref ref : connection.getRefs()) {
                ObjectId id = ref.getObjectId();
                if (id != null && ref.getName().startsWith(HEADS)) {
                    String name = ref.getName().substring(HEADS.length());
                    if (GitNames.isBranch(name)) {
                        heads.put(name, id);
                    }
                }
            }
        }
        return heads;
    }

    /** The first of some full refs that the remote has. */
    Optional<String> firstOf(Repository local, GitRemote remote, List<String> fullNames) throws IOException {
        if (fullNames.isEmpty()) {
            return Optional.empty();
        }
        try (Transport transport = open(local, remote);
                FetchConnection connection = transport.openFetch()) {
            return fullNames.stream()
                    .filter(name -> connection.getRef(name) != null)
                    .findFirst();
        }
    }

    /** Pushes; see {@link Workspace#push}. */
    PushResult push(Repository local, GitRemote remote, ObjectId commit, String branch, ObjectId expected) {
        String ref = GitNames.fullBranch(branch);
        Optional<PushResult> settled = Optional.empty();
        for (int tries = 0; settled.isEmpty() && tries < MOST_TRIES; tries++) {
            RemoteRefUpdate update;
            try (Transport transport = open(local, remote)) {
                // On branches of our own the lease alone guards what stands, so that a second attempt can replace the
                // first.
                boolean forced = TicketBranch.named(branch);
                update = new RemoteRefUpdate(local, commit.name(), commit, ref, forced, null, expected);
                transport.push(NullProgressMonitor.INSTANCE, List.of(update));
            } catch (IOException e) {
                return afterLostAnswer(local, remote, commit, ref, expected, e);
            }
            PushResult result = result(update);
            if (result != PushResult.REJECTED) {
                return result;
            }
            // Two pushes at once: the loser is told of a lock, and what it is really about is a branch that moved. As
            // long as the
            // winner is not through, nothing has moved yet: then it is tried again.
            settled = settle(local, remote, commit, ref, expected);
            if (settled.isEmpty()
                    && !LOCKED.matcher(String.valueOf(update.getMessage())).find()) {
                return PushResult.REJECTED;
            }
        }
        return settled.orElse(PushResult.REJECTED);
    }

    private static PushResult result(RemoteRefUpdate update) {
        return switch (update.getStatus()) {
            case OK -> PushResult.PUSHED;
            case UP_TO_DATE -> PushResult.UP_TO_DATE;
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> PushResult.MOVED;
            case REJECTED_NODELETE, REJECTED_OTHER_REASON, NON_EXISTING, NOT_ATTEMPTED, AWAITING_REPORT -> {
                LOG.info(
                        "push refused: {} {}",
                        update.getStatus(),
                        GitNames.printable(update.getMessage() == null ? "" : update.getMessage()));
                yield PushResult.REJECTED;
            }
        };
    }

    /** The connection broke: the work may have been done, so look. */
    private PushResult afterLostAnswer(
            Repository local, GitRemote remote, ObjectId commit, String ref, ObjectId expected, IOException lost) {
        String message = String.valueOf(lost.getMessage());
        if (message.contains("not permitted") || message.contains("not authorized") || message.contains("403")) {
            LOG.info("push refused: {}", GitNames.printable(message));
            return PushResult.REJECTED;
        }
        return settle(local, remote, commit, ref, expected)
                .orElseThrow(() -> new WorkspaceException(
                        "the push to " + ref + " did not come through and nothing was changed: "
                                + GitNames.printable(message),
                        lost));
    }

    private Optional<PushResult> settle(
            Repository local, GitRemote remote, ObjectId commit, String ref, ObjectId expected) {
        try {
            ObjectId now = look(local, remote, ref).orElse(ObjectId.zeroId());
            if (now.equals(commit)) {
                return Optional.of(PushResult.PUSHED);
            }
            return now.equals(expected) ? Optional.empty() : Optional.of(PushResult.MOVED);
        } catch (IOException e) {
            throw new WorkspaceException(
                    "the push to " + ref
                            + " broke off and the remote does not answer; whether it was done is not known",
                    e);
        }
    }

    private Transport open(Repository local, GitRemote remote) throws NotSupportedException, TransportException {
        URI server = rules.allow(remote);
        try {
            Transport transport = Transport.open(local, new URIish(remote.url()));
            transport.setTimeout(Math.toIntExact(rules.silence().toSeconds()));
            if (server != null) {
                TransportHttp http = (TransportHttp) transport;
                http.setHttpConnectionFactory(new PinnedConnections(server, rules, clock));
                ForgeAuthentication.authenticate(http, remote);
            }
            return transport;
        } catch (URISyntaxException e) {
            throw new WorkspaceException("not a git remote: " + GitNames.printable(remote.url()), e);
        }
    }
}
