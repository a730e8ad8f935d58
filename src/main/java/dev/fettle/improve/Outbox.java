package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes to the forge that are to happen: noted in the same transaction as what caused them, done afterwards, once. The key is deterministic, so that
 * noting the same write again replaces what has not been sent yet.
 */
public interface Outbox {
    /** The field of an entry that holds the owner of the repository that it goes to. */
    String OWNER = "owner";
    /** Likewise the repository's name. */
    String NAME = "name";

    /** Notes a write, and its OUTBOX work item. An entry of the same key that was done with the same content is left alone. */
    void put(Entry entry);

    /** What waits for a repository, oldest first. */
    List<Entry> waiting(String repositoryKey);

    /**
     * Notes the end of an entry with what the forge answered (a number, a SHA, a URL). An entry that was replaced while {@code sent} was on its way
     * stays waiting with its new content.
     */
    void done(Entry sent, String result);

    /** Notes a failure that no retry can mend. */
    void failed(Entry sent, String why);

    /** Lets what waits for a repository go to the owner and the name that it has now. */
    void renamed(RepositoryRef repository);

    /** What a done entry was answered. */
    Optional<String> result(String key);

    /** When writes of that kind were done in a repository since that time, oldest first: for budgets. */
    List<Instant> doneSince(Instant since, String repositoryKey, Verb verb);

    /**
     * One write.
     *
     * @param key such as {@code comment:<ticket id>:status} or {@code pr:<ticket id>}
     * @param verb which forge verb
     * @param fields its arguments, by name
     */
    record Entry(String key, String repositoryKey, Verb verb, Map<String, String> fields, Instant createdAt) {
        public Entry {
            fields = Map.copyOf(fields);
        }

        /** The same write to the same repository, which has another owner or name by now. */
        public Entry renamed(RepositoryRef repository) {
            Map<String, String> now = new HashMap<>(fields);
            now.put(OWNER, repository.owner());
            now.put(NAME, repository.name());
            return new Entry(key, repositoryKey, verb, now, createdAt);
        }
    }

    /** The forge's writing verbs. */
    enum Verb {
        PUSH_BRANCH,
        PULL_REQUEST,
        ONBOARDING,
        ISSUE,
        PIN,
        COMMENT,
        REVIEW,
        CHECK_RUN,
        REACTION,
        LABEL,
        CLOSE_PULL_REQUEST,
        REVIEWER,
        MERGE
    }
}
