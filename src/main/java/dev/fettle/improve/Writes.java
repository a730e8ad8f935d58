package dev.fettle.improve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.Forge.Reaction;
import dev.fettle.forge.IssueDraft;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.PullReview;
import dev.fettle.improve.Outbox.Entry;
import dev.fettle.improve.Outbox.Verb;
import dev.fettle.workspace.CommitMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Makes outbox entries with their deterministic keys, and reads their fields back. */
final class Writes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROGRESS = "progress";
    private final InstantSource clock;

    Writes(InstantSource clock) {
        this.clock = clock;
    }

    /** The commit is made again from its parts when it is sent: the same parts give the same commit. */
    record Push(String base, String branch, Map<String, String> texts, CommitMessage message, String expected) {}

    static String pushKey(String ticketId) {
        return "push:" + ticketId;
    }

    static String pullRequestKey(String ticketId) {
        return "pr:" + ticketId;
    }

    Entry push(RepositoryRef repository, String ticketId, Push push) {
        Map<String, String> fields = fields(push);
        fields.put("ticket", ticketId);
        return entry(pushKey(ticketId), repository, Verb.PUSH_BRANCH, fields);
    }

    private static Map<String, String> fields(Push push) {
        Map<String, String> fields = new HashMap<>();
        fields.put("base", push.base());
        fields.put("branch", push.branch());
        fields.put("texts", json(push.texts()));
        fields.put("message", push.message().text());
        fields.put("author_name", push.message().authorName());
        fields.put("author_email", push.message().authorEmail());
        fields.put("when", push.message().when().toString());
        fields.put("expected", push.expected());
        return fields;
    }

    /** A settings file, and the pull request that proposes it. */
    Entry onboarding(RepositoryRef repository, Push push, PullRequestDraft draft) {
        Map<String, String> fields = fields(push);
        fields.put("draft", json(draft));
        return entry("onboarding:" + repository.key(), repository, Verb.ONBOARDING, fields);
    }

    static Push push(Entry entry) {
        Map<String, String> fields = entry.fields();
        CommitMessage message = new CommitMessage(
                get(fields, "message"),
                get(fields, "author_name"),
                get(fields, "author_email"),
                Instant.parse(get(fields, "when")));
        return new Push(
                get(fields, "base"),
                get(fields, "branch"),
                read(get(fields, "texts"), new TypeReference<Map<String, String>>() {}),
                message,
                get(fields, "expected"));
    }

    Entry pullRequest(RepositoryRef repository, String ticketId, PullRequestDraft draft) {
        return entry(
                pullRequestKey(ticketId),
                repository,
                Verb.PULL_REQUEST,
                Map.of("ticket", ticketId, "draft", json(draft)));
    }

    static PullRequestDraft draft(Entry entry) {
        return read(get(entry.fields(), "draft"), new TypeReference<PullRequestDraft>() {});
    }

    /** The issue that mirrors the backlog: what was not sent yet is replaced. */
    Entry issue(RepositoryRef repository, IssueDraft draft) {
        return entry("issue:" + repository.key(), repository, Verb.ISSUE, Map.of("issue", json(draft)));
    }

    static IssueDraft issue(Entry entry) {
        return read(get(entry.fields(), "issue"), new TypeReference<IssueDraft>() {});
    }

    Entry pin(RepositoryRef repository, long number) {
        return entry(
                "pin:" + repository.key() + ":" + number,
                repository,
                Verb.PIN,
                Map.of("number", Long.toString(number)));
    }

    Entry comment(RepositoryRef repository, String key, long number, String marker, String body) {
        return entry(
                key, repository, Verb.COMMENT, Map.of("number", Long.toString(number), "marker", marker, "body", body));
    }

    /** A comment on how far work has come: the first to wait when comments get scarce, since a newer one takes its place. */
    Entry progress(RepositoryRef repository, String key, long number, String marker, String body) {
        return entry(
                key,
                repository,
                Verb.COMMENT,
                Map.of("number", Long.toString(number), "marker", marker, "body", body, PROGRESS, "true"));
    }

    static boolean isProgress(Entry entry) {
        return entry.fields().containsKey(PROGRESS);
    }

    /** One key a pull request: a newer head takes the place of what was not sent yet. */
    Entry review(RepositoryRef repository, PullReview review) {
        return entry(
                "review:" + repository.key() + ":" + review.number(),
                repository,
                Verb.REVIEW,
                Map.of("review", json(review)));
    }

    static PullReview review(Entry entry) {
        return read(get(entry.fields(), "review"), new TypeReference<PullReview>() {});
    }

    Entry check(RepositoryRef repository, CheckRun check) {
        return entry(checkKey(repository, check), repository, Verb.CHECK_RUN, Map.of("check", json(check)));
    }

    /** A check run of a commit that is there only when the ticket's branch was pushed. */
    Entry checkOfPush(RepositoryRef repository, String ticketId, CheckRun check) {
        return entry(
                checkKey(repository, check),
                repository,
                Verb.CHECK_RUN,
                Map.of("check", json(check), "ticket", ticketId));
    }

    /** Two repositories may have the same commit: one is the other's fork. */
    private static String checkKey(RepositoryRef repository, CheckRun check) {
        return "check:" + repository.key() + ":" + check.sha() + ":" + check.name();
    }

    static CheckRun check(Entry entry) {
        return read(get(entry.fields(), "check"), new TypeReference<CheckRun>() {});
    }

    Entry reaction(RepositoryRef repository, long number, long comment, Reaction reaction) {
        return entry(
                "reaction:" + repository.key() + ":" + number + ":" + comment + ":" + reaction,
                repository,
                Verb.REACTION,
                Map.of(
                        "number", Long.toString(number),
                        "comment", Long.toString(comment),
                        "reaction", reaction.name()));
    }

    /**
     * A label put on an issue, or taken off: the newest word counts.
     *
     * @param on whether it is to be there
     */
    Entry label(RepositoryRef repository, long number, String label, boolean on) {
        return entry(
                "label:" + repository.key() + ":" + number + ":" + label,
                repository,
                Verb.LABEL,
                Map.of("number", Long.toString(number), "label", label, "on", Boolean.toString(on)));
    }

    Entry reviewer(RepositoryRef repository, String ticketId, long number, String login) {
        return entry(
                "reviewer:" + ticketId,
                repository,
                Verb.REVIEWER,
                Map.of("number", Long.toString(number), "login", login));
    }

    Entry close(RepositoryRef repository, String ticketId, long number) {
        return entry(
                "close:" + ticketId,
                repository,
                Verb.CLOSE_PULL_REQUEST,
                Map.of("number", Long.toString(number), "ticket", ticketId));
    }

    /** A merge of exactly that head. */
    Entry merge(RepositoryRef repository, String ticketId, long number, String head) {
        return entry(
                "merge:" + ticketId + ":" + head,
                repository,
                Verb.MERGE,
                Map.of("number", Long.toString(number), "ticket", ticketId, "head", head));
    }

    /** A comment that leads to its ticket. */
    static Entry about(String ticketId, Entry comment) {
        Map<String, String> fields = new HashMap<>(comment.fields());
        fields.put("ticket", ticketId);
        return new Entry(comment.key(), comment.repositoryKey(), comment.verb(), fields, comment.createdAt());
    }

    /** A field that every entry of its verb has. */
    static String get(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("an outbox entry lacks its field " + name);
        }
        return value;
    }

    private Entry entry(String key, RepositoryRef repository, Verb verb, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put(Outbox.OWNER, repository.owner());
        all.put(Outbox.NAME, repository.name());
        all.put("id", Long.toString(repository.id()));
        return new Entry(key, repository.key(), verb, all, clock.instant());
    }

    static RepositoryRef repository(Entry entry) {
        Map<String, String> fields = entry.fields();
        return new RepositoryRef(
                Long.parseLong(get(fields, "id")), get(fields, Outbox.OWNER), get(fields, Outbox.NAME));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an outbox entry", e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read an outbox entry", e);
        }
    }
}
