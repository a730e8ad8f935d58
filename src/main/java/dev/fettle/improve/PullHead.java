package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge;
import dev.fettle.forge.PullRequest;
import dev.fettle.work.WorkItem;
import java.time.Instant;
import java.util.Optional;

/** A head of a pull request, as something that is looked at once; heads of one pull request one after the other. */
record PullHead(RepositoryRef repository, long number, String head) {
    private static final int PRIORITY = 40;

    /** @param suffix tells what kind of look it is, "" or with a space in front */
    WorkItem item(String suffix, Instant now) {
        String pull = RepositoryWork.key(repository, Long.toString(number));
        return new WorkItem(WorkItem.Kind.REVIEW, pull + " " + head + suffix, "review " + pull, PRIORITY, now);
    }

    /** What an item is about. */
    static PullHead of(WorkItem item) {
        String[] words = RepositoryWork.words(item.key());
        return new PullHead(RepositoryWork.repository(item.key()), Long.parseLong(words[2]), words[3]);
    }

    /** Its pull request; empty when that is closed, or another head is on its way. */
    Optional<PullRequest> open(Forge forge) {
        return forge.pullRequest(repository, number)
                .filter(pull -> pull.state() == PullRequest.State.OPEN)
                .filter(pull -> pull.headSha().equals(head));
    }
}
