package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.Alert;
import dev.fettle.forge.Allowance;
import dev.fettle.forge.Check;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CiLog;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Comment;
import dev.fettle.forge.CommentOn;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Identity;
import dev.fettle.forge.InstallationOf;
import dev.fettle.forge.Issue;
import dev.fettle.forge.IssueDraft;
import dev.fettle.forge.MissedDelivery;
import dev.fettle.forge.OwnAllowance;
import dev.fettle.forge.Permission;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.PullReview;
import dev.fettle.forge.Repository;
import dev.fettle.forge.RequestUse;
import dev.fettle.forge.StandingIssue;
import dev.fettle.workspace.GitRemote;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * github.com, GitHub Enterprise Server, and servers that speak their REST API: as an App, or with a bot account's token.
 *
 * <p>What an App asks as itself goes through the library github-api ({@link AppCalls}). Everything about a repository is our own HTTP: the library
 * waits inside the call at a limit, sends a write again after a cut connection, edits a pull request by the changed field alone, and trusts the
 * server's filters. Each of these makes a second pull request, an erased text or a stuck worker on some server.
 *
 * <p>A verb that meets a limit, or its own spacing of writes, fails with {@link ForgeException.Kind#LIMITED} and is meant to be called again: it
 * goes on where it was.
 */
public final class GitHubForge implements Forge {
    private final Rest rest;
    private final Api api;
    private final Credentials credentials;
    private final Branches branches;
    private final PullRequests pulls;
    private final Comments comments;
    private final Issues issues;
    private final Reviews reviews;
    private final Checks checks;
    private final Courtesies courtesies;
    private final CiLogs ciLogs;
    private final Standing standing;
    private final NewComments newComments;
    private final Alerts alerts;
    /** What the API said of where git is, by repository. */
    private final Map<String, String> cloneUrls = new ConcurrentHashMap<>();

    private GitHubForge(Rest rest, Credentials credentials) {
        this.rest = rest;
        this.credentials = credentials;
        this.api = new Api(rest, credentials);
        this.branches = new Branches(api);
        this.pulls = new PullRequests(api, branches);
        this.comments = new Comments(api);
        this.issues = new Issues(api, comments);
        this.reviews = new Reviews(api, comments);
        this.checks = new Checks(api);
        this.courtesies = new Courtesies(api);
        this.ciLogs = new CiLogs(api);
        this.standing = new Standing(api);
        this.newComments = new NewComments(api);
        this.alerts = new Alerts(api);
    }

    /**
     * As a GitHub App.
     *
     * @param installations what is stored; where it knows nothing, GitHub is asked
     * @param allowance what all processes that write for the same installations go by
     * @throws IllegalArgumentException when address, key or CA bundle cannot be used, in words for the operator
     */
    public static GitHubForge app(
            ForgeAccess access, InstallationOf installations, Allowance allowance, InstantSource clock) {
        return app(access, access::privateKey, installations, allowance, clock);
    }

    /** Of a process that is alone. */
    static GitHubForge app(ForgeAccess access, InstallationOf installations, InstantSource clock) {
        return app(access, installations, clock, Http.Timeouts.usual());
    }

    static GitHubForge app(
            ForgeAccess access, InstallationOf installations, InstantSource clock, Http.Timeouts timeouts) {
        return app(access, access::privateKey, installations, new OwnAllowance(Allowance.GITHUB), clock, timeouts);
    }

    /** As {@link #app(ForgeAccess, InstallationOf, Allowance, InstantSource)}, with a key that may be exchanged: it is asked for at each use. */
    public static GitHubForge app(
            ForgeAccess access,
            Supplier<Optional<Secret>> key,
            InstallationOf installations,
            Allowance allowance,
            InstantSource clock) {
        return app(access, key, installations, allowance, clock, Http.Timeouts.usual());
    }

    private static GitHubForge app(
            ForgeAccess access,
            Supplier<Optional<Secret>> pem,
            InstallationOf installations,
            Allowance allowance,
            InstantSource clock,
            Http.Timeouts timeouts) {
        Rest rest = rest(access, allowance, clock, timeouts);
        AppKey key = new AppKey(
                access.appId(),
                () -> pem.get().orElseThrow(() -> new IllegalArgumentException("an App needs forge.private_key_file")),
                clock);
        return new GitHubForge(rest, new AppCredentials(rest, key, installations, clock));
    }

    /**
     * With a bot account's token.
     *
     * @param allowance what all processes that write as this account go by
     * @throws IllegalArgumentException when address, token or CA bundle cannot be used, in words for the operator
     */
    public static GitHubForge token(ForgeAccess access, Allowance allowance, InstantSource clock) {
        return token(access, access::token, allowance, clock);
    }

    /** As {@link #token(ForgeAccess, Allowance, InstantSource)}, with a token that may be exchanged: it is asked for at each use. */
    public static GitHubForge token(
            ForgeAccess access, Supplier<Optional<Secret>> token, Allowance allowance, InstantSource clock) {
        return token(access, token, allowance, clock, Http.Timeouts.usual());
    }

    /** Of a process that is alone. */
    static GitHubForge token(ForgeAccess access, InstantSource clock) {
        return token(access, clock, Http.Timeouts.usual());
    }

    static GitHubForge token(ForgeAccess access, InstantSource clock, Http.Timeouts timeouts) {
        return token(access, access::token, new OwnAllowance(Allowance.GITHUB), clock, timeouts);
    }

    private static GitHubForge token(
            ForgeAccess access,
            Supplier<Optional<Secret>> token,
            Allowance allowance,
            InstantSource clock,
            Http.Timeouts timeouts) {
        Rest rest = rest(access, allowance, clock, timeouts);
        Supplier<Secret> now =
                () -> token.get().orElseThrow(() -> new IllegalArgumentException("token mode needs forge.token_file"));
        Secret unused = now.get();
        return new GitHubForge(rest, new TokenCredentials(rest, now));
    }

    /** Where people see what is on the forge of that access, without a slash at the end. */
    public static String peoplesPages(ForgeAccess access) {
        return Addresses.of(access.apiUrl()).web();
    }

    /**
     * The hosts that git may speak plain http to: the forge's own, where the operator configured its address so. For the workspaces' rules of
     * transport.
     */
    public static Set<String> plainHttpHosts(ForgeAccess access) {
        Addresses addresses = Addresses.of(access.apiUrl());
        return addresses.server().isHttps()
                ? Set.of()
                : Set.of(addresses.server().host());
    }

    private static Rest rest(ForgeAccess access, Allowance allowance, InstantSource clock, Http.Timeouts timeouts) {
        Addresses addresses = Addresses.of(access.apiUrl());
        Http http = new Http(addresses.server(), access.caBundle(), access.proxy(), timeouts);
        return new Rest(addresses, http, new Limits(clock, allowance));
    }

    @Override
    public Identity self() {
        return credentials.self();
    }

    @Override
    public GitRemote remote(RepositoryRef repository, Access access) {
        String told = cloneUrls.get(repository.slug());
        if (told == null) {
            told = describe(repository)
                    .map(node -> Json.text(node, "clone_url"))
                    .orElse("");
        }
        return new GitRemote(
                rest.addresses().git(repository, told),
                credentials.gitUser(),
                credentials.token(repository, Stage.ofGit(access)));
    }

    @Override
    public Optional<Repository> repository(RepositoryRef repository) {
        return describe(repository)
                .flatMap(node -> Views.repository(node, credentials.installation(repository)))
                // another repository of the same name is not this one
                .filter(found -> repository.id() == 0
                        || found.ref().id() == 0
                        || found.ref().id() == repository.id());
    }

    private Optional<JsonNode> describe(RepositoryRef repository) {
        Optional<JsonNode> node;
        try {
            node = api.find(repository, "");
        } catch (ForgeException e) {
            if (e.kind() != ForgeException.Kind.NOT_FOUND) {
                throw e;
            }
            node = Optional.empty(); // the App is not installed there
        }
        node.ifPresent(found -> cloneUrls.put(repository.slug(), Json.text(found, "clone_url")));
        return node;
    }

    @Override
    public List<Repository> repositories() {
        return credentials.repositories();
    }

    @Override
    public Permission permission(RepositoryRef repository, String login) {
        Optional<JsonNode> node = api.find(repository, "/collaborators/" + Addresses.path(login) + "/permission");
        // some servers do not count the owner as a collaborator
        boolean owner = login.equalsIgnoreCase(repository.owner());
        return node.map(Views::permission).orElse(owner ? Permission.ADMIN : Permission.NONE);
    }

    @Override
    public Optional<byte[]> file(RepositoryRef repository, String path, String revision) {
        return branches.file(repository, path, revision);
    }

    @Override
    public Optional<String> branch(RepositoryRef repository, String branch) {
        return branches.find(repository, branch);
    }

    @Override
    public Optional<Issue> issue(RepositoryRef repository, long number) {
        return api.find(repository, "/issues/" + number).flatMap(Views::issue);
    }

    @Override
    public List<Issue> issuesLabeled(RepositoryRef repository, String label) {
        String path = "/issues?state=open&labels=" + Addresses.query(label);
        return api.all(repository, path, "").stream()
                .filter(node -> node.path("pull_request").isMissingNode()
                        || node.path("pull_request").isNull())
                .flatMap(node -> Views.issue(node).stream())
                .filter(Issue::open)
                .filter(issue -> issue.labels().stream().anyMatch(label::equalsIgnoreCase))
                .toList();
    }

    @Override
    public Optional<Comment> comment(RepositoryRef repository, long issueNumber, long commentId) {
        return comments.find(repository, issueNumber, commentId);
    }

    @Override
    public List<Comment> comments(RepositoryRef repository, long issueNumber) {
        return comments.all(repository, issueNumber);
    }

    @Override
    public List<CommentOn> commentsSince(RepositoryRef repository, Instant since) {
        return newComments.since(repository, since);
    }

    @Override
    public Optional<PullRequest> pullRequest(RepositoryRef repository, long number) {
        return pulls.find(repository, number);
    }

    @Override
    public Optional<PullRequest> newestPullRequest(RepositoryRef repository, String headBranch) {
        return pulls.newest(repository, headBranch);
    }

    @Override
    public List<PullRequest> openPullRequests(RepositoryRef repository) {
        return pulls.open(repository);
    }

    @Override
    public List<CiLog> ciLogs(RepositoryRef repository, CiRun run) {
        return ciLogs.of(repository, run);
    }

    @Override
    public List<CiRun> passedRuns(RepositoryRef repository, String branch, int most) {
        return ciLogs.passed(repository, branch, most);
    }

    @Override
    public List<Check> checks(RepositoryRef repository, String sha) {
        return standing.on(repository, sha);
    }

    @Override
    public List<String> requiredChecks(RepositoryRef repository, String branch) {
        return standing.required(repository, branch);
    }

    @Override
    public List<Alert> alerts(RepositoryRef repository, Alert.Kind kind) {
        return alerts.of(repository, kind);
    }

    @Override
    public List<String> dislikes(RepositoryRef repository, long issueNumber) {
        return courtesies.dislikes(repository, issueNumber);
    }

    @Override
    public void ensureReady(RepositoryRef repository, long pullRequestNumber) {
        pulls.ready(repository, pullRequestNumber);
    }

    @Override
    public Optional<Instant> pollsYieldUntil(RepositoryRef repository) {
        return rest.limits().pollsYieldUntil(credentials.principal(repository));
    }

    @Override
    public List<RequestUse> requests() {
        return rest.limits().uses();
    }

    @Override
    public List<MissedDelivery> missedDeliveries(Instant since) {
        return credentials.deliveries().map(list -> list.missed(since)).orElse(List.of());
    }

    @Override
    public void ensureRedelivered(MissedDelivery missed) {
        credentials.deliveries().ifPresent(list -> list.redeliver(missed.id()));
    }

    @Override
    public PullRequest ensurePullRequest(RepositoryRef repository, PullRequestDraft draft) {
        return pulls.ensure(repository, draft);
    }

    @Override
    public Comment ensureComment(RepositoryRef repository, long issueNumber, String marker, String body) {
        return comments.ensure(repository, issueNumber, marker, body);
    }

    @Override
    public StandingIssue ensureIssue(RepositoryRef repository, IssueDraft draft) {
        return issues.ensure(repository, draft);
    }

    @Override
    public void ensurePinned(RepositoryRef repository, long issueNumber) {
        issues.pin(repository, issueNumber);
    }

    @Override
    public Optional<String> lastEditor(RepositoryRef repository, long issueNumber) {
        return issues.lastEditor(repository, issueNumber);
    }

    @Override
    public void ensureCheckRun(RepositoryRef repository, CheckRun check) {
        checks.ensure(repository, check);
    }

    @Override
    public void ensureReview(RepositoryRef repository, PullReview review) {
        reviews.ensure(repository, review);
    }

    @Override
    public void ensureReaction(RepositoryRef repository, long issueNumber, long commentId, Reaction reaction) {
        courtesies.react(repository, issueNumber, commentId, reaction);
    }

    @Override
    public void ensureLabel(RepositoryRef repository, long issueNumber, String label) {
        courtesies.label(repository, issueNumber, label);
    }

    @Override
    public void ensureNoLabel(RepositoryRef repository, long issueNumber, String label) {
        courtesies.unlabel(repository, issueNumber, label);
    }

    @Override
    public void ensureClosed(RepositoryRef repository, long pullRequestNumber) {
        pulls.close(repository, pullRequestNumber);
    }

    @Override
    public MergeResult merge(RepositoryRef repository, long pullRequestNumber, String headSha) {
        return pulls.merge(repository, pullRequestNumber, headSha);
    }

    @Override
    public void ensureReviewer(RepositoryRef repository, long pullRequestNumber, String login) {
        courtesies.reviewer(repository, pullRequestNumber, login);
    }
}
