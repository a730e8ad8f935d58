package dev.fettle.forge.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Alert;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Comment;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Issue;
import dev.fettle.forge.Permission;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.PullReview;
import dev.fettle.forge.Repository;
import dev.fettle.workspace.BareRepository;
import dev.fettle.workspace.BareRepository.MergeMethod;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.CommitMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everybody but Fettle: people who open issues, comment, push, merge; CI that fails; and eyes that see what stands on the forge.
 *
 * <p>Each act gives back the webhooks that GitHub would send for it, in GitHub's own format, unsigned.
 */
public final class LocalForgeWorld {
    private final LocalForge forge;
    private final Shelf shelf;
    private final Payloads payloads;
    private final PushPayloads pushes;
    private final IssueWorld conversations;
    private final CiWorld ci;
    private final PullWorld pulls;
    private final RepositoryWorld repositories;

    /** The world around a forge. */
    public LocalForgeWorld(LocalForge forge) {
        this.forge = forge;
        this.shelf = forge.shelf();
        this.payloads = new Payloads(forge.views(), forge.self());
        this.pushes = new PushPayloads(payloads, forge.views());
        this.conversations = new IssueWorld(forge, payloads);
        this.ci = new CiWorld(forge, payloads);
        this.pulls = new PullWorld(forge, payloads, pushes);
        this.repositories = new RepositoryWorld(shelf, payloads);
    }

    /** Makes a public repository with these files on its default branch {@code main}, and installs Fettle on it. */
    public Repository createRepository(String owner, String name, Map<String, String> files) {
        return createRepository(owner, name, files, false);
    }

    /** Makes a repository. Where it is there already, it is left as it is. */
    public Repository createRepository(String owner, String name, Map<String, String> files, boolean isPrivate) {
        RepositoryRef ref = new RepositoryRef(0, owner, name);
        return shelf.book(ref).map(forge.views()::repository).orElseGet(() -> {
            long id = shelf.nextRepositoryId();
            try (BareRepository git = BareRepository.create(shelf.git(ref), "main")) {
                if (!files.isEmpty() && git.branch("main").isEmpty()) {
                    git.commitFiles("main", files, message(owner, "Start the project"));
                }
            }
            return shelf.start(ref, book -> {
                if (book.id == 0) {
                    book.id = id;
                    book.owner = owner;
                    book.name = name;
                    book.isPrivate = isPrivate;
                    book.installationId = forge.self().appId() == 0 ? 0 : 1;
                }
                return forge.views().repository(book);
            });
        });
    }

    /** {@code installation} {@code created}, for one repository. */
    public Act install(RepositoryRef repository, String user) {
        return shelf.look(repository, (book, git) -> {
            ObjectNode payload = Payloads.node().put("action", "created");
            payload.set("installation", payloads.installation(book));
            payload.set("repositories", Payloads.list().add(payloads.shortRepository(book)));
            return new Act(book.installationId, "", List.of(payloads.bare("installation", payload, user)));
        });
    }

    /** Gives a repository another name, or another owner: {@code repository} {@code renamed} or {@code transferred}. */
    public Act moveRepository(RepositoryRef from, RepositoryRef to, String user) {
        return repositories.move(from, to, user);
    }

    /** {@code repository} {@code deleted}. */
    public Act deleteRepository(RepositoryRef repository, String user) {
        return repositories.delete(repository, user);
    }

    /** Makes a repository read-only, or ends that, and tells of it: {@code repository}. */
    public Act archive(RepositoryRef repository, boolean archived, String user) {
        setArchived(repository, archived);
        return repositories.told(repository, archived ? "archived" : "unarchived", user);
    }

    /** {@code ping}. */
    public Act ping(RepositoryRef repository, String user) {
        return shelf.look(repository, (book, git) -> {
            ObjectNode payload = Payloads.node()
                    .put("zen", "Anything added dilutes everything else.")
                    .put("hook_id", 1);
            payload.set(
                    "hook",
                    Payloads.node().put("type", "Repository").put("id", 1).put("name", "web"));
            return new Act(0, "", List.of(payloads.webhook("ping", payload, book, user)));
        });
    }

    /** Gives a person a permission. */
    public void setPermission(RepositoryRef repository, String login, Permission permission) {
        shelf.change(repository, (book, git) -> {
            book.permissions.put(login, permission);
            return permission;
        });
    }

    /** Makes a repository read-only, or ends that. */
    public void setArchived(RepositoryRef repository, boolean archived) {
        shelf.change(repository, (book, git) -> {
            book.archived = archived;
            return archived;
        });
    }

    /** Lets a repository's branches want these checks before a merge. */
    public void requireChecks(RepositoryRef repository, String... names) {
        shelf.change(repository, (book, git) -> {
            book.requiredChecks.clear();
            return book.requiredChecks.addAll(List.of(names));
        });
    }

    /** The forge's own analysis warns of something, from now on. */
    public void raise(RepositoryRef repository, Alert alert) {
        shelf.change(repository, (book, git) -> {
            if (alert instanceof Alert.Code code) {
                return book.codeAlerts.add(code);
            } else if (alert instanceof Alert.Dependency dependency) {
                return book.dependencyAlerts.add(dependency);
            }
            return book.secretAlerts.add((Alert.LeakedSecret) alert);
        });
    }

    /** It warns of that no longer: somebody dealt with it. */
    public void settle(RepositoryRef repository, Alert alert) {
        shelf.change(repository, (book, git) -> {
            boolean code = book.codeAlerts.removeIf(alert::equals);
            boolean dependency = book.dependencyAlerts.removeIf(alert::equals);
            return book.secretAlerts.removeIf(alert::equals) || code || dependency;
        });
    }

    /** Opens an issue: {@code issues} {@code opened}, then {@code labeled} for each label. The act's id is its number. */
    public Act openIssue(RepositoryRef repository, String user, String title, String body, String... labels) {
        return conversations.open(repository, user, title, body, labels);
    }

    /** {@code issues} {@code labeled}. */
    public Act label(RepositoryRef repository, long number, String user, String label) {
        return conversations.label(repository, number, user, label);
    }

    /** {@code issues} {@code unlabeled}. */
    public Act unlabel(RepositoryRef repository, long number, String user, String label) {
        return conversations.unlabel(repository, number, user, label);
    }

    /** {@code issues} {@code edited}. */
    public Act editIssue(RepositoryRef repository, long number, String user, String title, String body) {
        return conversations.edit(repository, number, user, title, body);
    }

    /** Numbers of the pinned issues. */
    public Set<Long> pinned(RepositoryRef repository) {
        return shelf.look(repository, (book, git) -> Set.copyOf(book.pinned));
    }

    /** Who edited an issue's text last, "" when nobody did. */
    public String editor(RepositoryRef repository, long number) {
        return shelf.look(repository, (book, git) -> book.editors.getOrDefault(number, ""));
    }

    /** {@code issues} {@code closed}. */
    public Act closeIssue(RepositoryRef repository, long number, String user) {
        return conversations.close(repository, number, user);
    }

    /** Comments on an issue or pull request: {@code issue_comment} {@code created}. The act's id is the comment's. */
    public Act comment(RepositoryRef repository, long number, String user, String body) {
        return conversations.comment(repository, number, user, body);
    }

    /** Edits a comment: {@code issue_comment} {@code edited}. */
    public Act editComment(RepositoryRef repository, long commentId, String user, String body) {
        return conversations.editComment(repository, commentId, user, body);
    }

    /** Pushes a commit of these texts to a branch, made from the default branch if missing: {@code push}, and {@code pull_request} {@code synchronize}. */
    public Act push(RepositoryRef repository, String branch, String user, Map<String, String> texts, String title) {
        return push(repository, branch, user, texts, Set.of(), title);
    }

    /** Pushes a commit of these texts and deletions. */
    public Act push(
            RepositoryRef repository,
            String branch,
            String user,
            Map<String, String> texts,
            Set<String> deleted,
            String title) {
        return shelf.change(repository, (book, git) -> {
            String before = git.branch(branch).orElse("");
            if (before.isEmpty()) {
                git.branch(book.defaultBranch).ifPresent(start -> git.createBranch(branch, start));
            }
            String after = git.commitFiles(branch, texts, deleted, message(user, title));
            return pulls.pushed(book, git, branch, before, after, user);
        });
    }

    /** Deletes a branch: {@code push} with {@code after} all zeros. */
    public Act deleteBranch(RepositoryRef repository, String branch, String user) {
        return shelf.change(repository, (book, git) -> {
            String before = git.branch(branch).orElse("");
            git.deleteBranch(branch);
            return new Act(0, "", List.of(pushes.push(book, git, branch, before, "", user)));
        });
    }

    /** The webhooks of a push that was made with git itself (by Fettle, say): the branch is there by now. */
    public Act pushSeen(RepositoryRef repository, String branch, String before, String user) {
        return shelf.look(
                repository,
                (book, git) -> pulls.pushed(
                        book, git, branch, before, git.branch(branch).orElse(""), user));
    }

    /** Opens a pull request as a person: {@code pull_request} {@code opened}. The act's id is its number. */
    public Act openPullRequest(RepositoryRef repository, String user, PullRequestDraft draft) {
        return pulls.open(repository, user, draft);
    }

    /** The {@code pull_request} {@code opened} of one that is there already, as sent after Fettle opened it. */
    public Act pullRequestSeen(RepositoryRef repository, long number) {
        return pulls.seen(repository, number);
    }

    /** Edits the text of one as a person: {@code pull_request} {@code edited}. */
    public Act editPullRequest(RepositoryRef repository, long number, String user, String body) {
        return pulls.edit(repository, number, user, body);
    }

    /** Merges as a person: {@code push} to the base and {@code pull_request} {@code closed} with {@code merged}. */
    public Act mergePullRequest(RepositoryRef repository, long number, String user, MergeMethod method) {
        return pulls.merge(repository, number, user, method);
    }

    /** Closes without merging: {@code pull_request} {@code closed}. */
    public Act closePullRequest(RepositoryRef repository, long number, String user) {
        return pulls.close(repository, number, user);
    }

    /** Reviews: {@code pull_request_review} {@code submitted}; {@code state} is {@code approved}, {@code changes_requested} or {@code commented}. */
    public Act review(RepositoryRef repository, long number, String user, String state, String body) {
        return pulls.review(repository, number, user, state, body);
    }

    /**
     * A CI run comes to its end: {@code workflow_run}, {@code check_run} or {@code check_suite} {@code completed}, or {@code status}.
     *
     * @param run its id may be 0: one is given then, except to a status
     * @param conclusion {@code failure}, {@code success}, …
     * @param logs bytes by name
     */
    public Act finishRun(RepositoryRef repository, CiRun run, String conclusion, Map<String, byte[]> logs) {
        return ci.finish(repository, run, conclusion, logs);
    }

    /** A deployment of a commit ends: {@code deployment_status}. */
    public Act deploy(RepositoryRef repository, String sha, String environment, String state, String description) {
        return ci.deploy(repository, sha, environment, state, description);
    }

    /** All issues without the pull requests, open or not. */
    public List<Issue> issues(RepositoryRef repository) {
        return shelf.look(
                repository,
                (book, git) -> book.issues.stream()
                        .filter(issue -> issue.pull() == null)
                        .map(issue -> forge.views().issue(book, issue))
                        .toList());
    }

    /** All pull requests, open or not. */
    public List<PullRequest> pullRequests(RepositoryRef repository) {
        return shelf.look(repository, forge.pulls()::all);
    }

    /** What a pull request changes. */
    public Change change(RepositoryRef repository, long number) {
        return pulls.change(repository, number);
    }

    /** The comments of an issue or pull request, oldest first. */
    public List<Comment> comments(RepositoryRef repository, long number) {
        return shelf.look(
                repository,
                (book, git) -> book.comments.stream()
                        .filter(comment -> comment.number() == number)
                        .map(comment -> forge.views().comment(book, comment))
                        .toList());
    }

    /** Fettle's reviews of a pull request by their ids, oldest first. */
    public SortedMap<Long, PullReview> reviews(RepositoryRef repository, long number) {
        return shelf.look(repository, (book, git) -> {
            SortedMap<Long, PullReview> reviews = new TreeMap<>();
            book.reviews.stream()
                    .filter(review -> review.number() == number)
                    .forEach(review -> reviews.put(
                            review.id(),
                            new PullReview(number, review.headSha(), "", review.body(), review.remarks(), false)));
            return reviews;
        });
    }

    /** The check runs on a commit. */
    public List<CheckRun> checkRuns(RepositoryRef repository, String sha) {
        return shelf.look(repository, (book, git) -> book.checksOn(sha));
    }

    /** Fettle's reactions on an issue, or on a comment of it when {@code commentId} is not 0. */
    public List<Forge.Reaction> reactions(RepositoryRef repository, long number, long commentId) {
        return shelf.look(repository, (book, git) -> book.reactionsOn(number, commentId));
    }

    /** A person's thumb goes down on an issue or pull request, or is taken away again. No webhook tells of it. */
    public void dislike(RepositoryRef repository, long number, String login, boolean down) {
        shelf.change(repository, (book, git) -> {
            Reactions.dislike(book, number, login, down);
            return number;
        });
    }

    /** Who was asked to review. */
    public List<String> reviewers(RepositoryRef repository, long number) {
        return shelf.look(
                repository, (book, git) -> LocalForge.existing(book, number).reviewers());
    }

    /** All branches with their commits. */
    public SortedMap<String, String> branches(RepositoryRef repository) {
        return shelf.look(repository, (book, git) -> git.branches());
    }

    /** The history of a branch, newest first. */
    public List<BareRepository.CommitInfo> log(RepositoryRef repository, String branch) {
        return shelf.look(repository, (book, git) -> git.log(branch, 1000));
    }

    /** Everything that Fettle wrote, see {@link LocalForge#written()}. */
    public List<Written> written() {
        return forge.written();
    }

    private CommitMessage message(String user, String title) {
        return new CommitMessage(
                title, user, user + "@users.noreply.localhost", forge.clock().instant());
    }
}
