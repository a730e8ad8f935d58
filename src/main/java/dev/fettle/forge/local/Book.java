package dev.fettle.forge.local;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.fettle.forge.Alert;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Permission;
import dev.fettle.forge.PullReview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All that is kept of one repository beside its git data. Mutable, but each object lives for one turn at the {@link StateFile} only. */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class Book {
    long id;
    String owner = "";
    String name = "";
    String defaultBranch = "main";
    boolean isPrivate;
    boolean archived;
    long installationId;
    long lastNumber;
    long lastId;
    final SortedMap<String, Permission> permissions = new TreeMap<>();
    final List<StoredIssue> issues = new ArrayList<>();
    final List<StoredComment> comments = new ArrayList<>();
    final List<StoredCheck> checks = new ArrayList<>();
    final List<StoredReview> reviews = new ArrayList<>();
    final List<StoredReaction> reactions = new ArrayList<>();
    final Map<Long, List<String>> dislikes = new TreeMap<>();
    /** Who edited the text of an issue last, by its number. */
    final Map<Long, String> editors = new TreeMap<>();
    /** Numbers of the pinned issues. */
    final SortedSet<Long> pinned = new TreeSet<>();

    final List<StoredRun> runs = new ArrayList<>();
    /** Names of the checks that the default branch wants before a merge. */
    final List<String> requiredChecks = new ArrayList<>();

    final List<Alert.Code> codeAlerts = new ArrayList<>();
    final List<Alert.Dependency> dependencyAlerts = new ArrayList<>();
    final List<Alert.LeakedSecret> secretAlerts = new ArrayList<>();

    final List<Written> written = new ArrayList<>();

    /** The open alerts of a kind. */
    List<Alert> alerts(Alert.Kind kind) {
        return List.copyOf(
                switch (kind) {
                    case CODE -> codeAlerts;
                    case DEPENDENCY -> dependencyAlerts;
                    case SECRET -> secretAlerts;
                });
    }

    /** The next id, unlike any other on the forge: the repository's id leads it. */
    long nextId() {
        return id * 1_000_000 + ++lastId;
    }

    /** The next number of an issue or pull request: they share one sequence. */
    long nextNumber() {
        return ++lastNumber;
    }

    Optional<StoredIssue> issue(long number) {
        return issues.stream().filter(issue -> issue.number() == number).findFirst();
    }

    Optional<StoredIssue> pull(Predicate<StoredIssue> wanted) {
        return issues.stream()
                .filter(issue -> issue.pull() != null && wanted.test(issue))
                .findFirst();
    }

    /** Puts the new state of an issue in the place of the old. */
    StoredIssue put(StoredIssue issue) {
        issues.replaceAll(old -> old.number() == issue.number() ? issue : old);
        return issue;
    }

    /** Gives a comment another text; refuses one that is not there. */
    StoredComment editComment(long commentId, String body, Instant now) {
        StoredComment old = comments.stream()
                .filter(comment -> comment.id() == commentId)
                .findFirst()
                .orElseThrow(() -> LocalForge.refused("there is no comment " + commentId));
        StoredComment edited = new StoredComment(old.id(), old.number(), old.author(), body, old.created(), now);
        comments.replaceAll(comment -> comment.id() == commentId ? edited : comment);
        return edited;
    }

    List<CheckRun> checksOn(String sha) {
        return checks.stream()
                .map(StoredCheck::run)
                .filter(run -> run.sha().equals(sha))
                .toList();
    }

    /** Sets a login's check of that name on that commit; false when it stands so already. */
    boolean changes(String login, CheckRun check) {
        for (int i = 0; i < checks.size(); i++) {
            StoredCheck stored = checks.get(i);
            if (stored.author().equals(login)
                    && stored.run().name().equals(check.name())
                    && stored.run().sha().equals(check.sha())) {
                checks.set(i, new StoredCheck(stored.id(), login, check));
                return !stored.run().equals(check);
            }
        }
        return checks.add(new StoredCheck(nextId(), login, check));
    }

    List<Forge.Reaction> reactionsOn(long number, long commentId) {
        return reactions.stream()
                .filter(reaction -> reaction.number() == number && reaction.commentId() == commentId)
                .map(StoredReaction::reaction)
                .toList();
    }

    Permission permission(String login) {
        if (login.equalsIgnoreCase(owner)) {
            return Permission.ADMIN;
        }
        return permissions.getOrDefault(login, isPrivate ? Permission.NONE : Permission.READ);
    }

    /** An issue, or a pull request where {@code pull} is there. */
    record StoredIssue(
            long id,
            long number,
            String title,
            String body,
            String author,
            boolean open,
            List<String> labels,
            List<String> reviewers,
            Instant created,
            Instant updated,
            @Nullable Instant closed,
            @Nullable StoredPull pull) {
        StoredIssue {
            labels = List.copyOf(labels);
            reviewers = List.copyOf(reviewers);
        }

        StoredIssue withText(String newTitle, String newBody, Instant now) {
            return new StoredIssue(
                    id, number, newTitle, newBody, author, open, labels, reviewers, created, now, closed, pull);
        }

        StoredIssue withOpen(boolean nowOpen, Instant now) {
            return new StoredIssue(
                    id,
                    number,
                    title,
                    body,
                    author,
                    nowOpen,
                    labels,
                    reviewers,
                    created,
                    now,
                    nowOpen ? null : now,
                    pull);
        }

        StoredIssue withLabels(List<String> newLabels, Instant now) {
            return new StoredIssue(
                    id, number, title, body, author, open, newLabels, reviewers, created, now, closed, pull);
        }

        StoredIssue withReviewers(List<String> newReviewers, Instant now) {
            return new StoredIssue(
                    id, number, title, body, author, open, labels, newReviewers, created, now, closed, pull);
        }

        StoredIssue withPull(StoredPull newPull, Instant now) {
            return new StoredIssue(
                    id, number, title, body, author, open, labels, reviewers, created, now, closed, newPull);
        }
    }

    /**
     * What makes an issue a pull request.
     *
     * @param headSha the head when the pull request was last written; while it is open the branch itself counts
     * @param mergeCommit null until merged
     * @param mergedBy null until merged
     */
    record StoredPull(
            String head,
            String base,
            boolean draft,
            String headSha,
            @Nullable String mergeCommit,
            @Nullable String mergedBy) {}

    /** A comment. */
    record StoredComment(long id, long number, String author, String body, Instant created, Instant updated) {}

    /** A check run; {@code author} is the login of the app that made it. */
    record StoredCheck(long id, String author, CheckRun run) {}

    /** A reaction; {@code commentId} 0 for one on the issue itself. */
    record StoredReaction(long number, long commentId, String author, Forge.Reaction reaction) {}

    /** A review of Fettle's. */
    record StoredReview(
            long id, long number, String author, String headSha, String body, List<PullReview.Remark> remarks) {
        StoredReview {
            remarks = List.copyOf(remarks);
        }
    }

    /** A CI run with the names of its logs, whose bytes lie in files of their own, under {@code id}. */
    record StoredRun(long id, CiRun run, String conclusion, Instant finished, List<String> logs) {
        StoredRun {
            logs = List.copyOf(logs);
        }
    }
}
