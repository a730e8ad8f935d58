package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.base.RepositoryRef;
import dev.fettle.build.TestId;
import dev.fettle.forge.Forge;
import dev.fettle.forge.PullRequest;
import dev.fettle.intake.Signal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether somebody has an open pull request for the same thing, so that Fettle makes no second one: it says that it closes the issue, or it names the failing test. Only
 * what is said in so many words counts. Somebody is a person, or a Fettle that this backlog does not remember: a backup was put back, or another server works here.
 */
final class PeoplesWork {
    private final Forge forge;
    private final Backlog backlog;

    PeoplesWork(Forge forge, Backlog backlog) {
        this.forge = forge;
        this.backlog = backlog;
    }

    /** Number of the oldest one for an issue. Asks the forge. */
    Optional<Long> about(RepositoryRef repository, long issue) {
        return about(
                        repository,
                        List.of(
                                Pattern.compile("(?i)\\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?):? #" + issue + "\\b"),
                                Pattern.compile(
                                        "(?im)^(?:.*[/_-])?(?:fix|issue|bug|gh)[/_-]?" + issue + "(?:[/_-].*)?$")))
                .map(PullRequest::number);
    }

    /** The oldest one for red tests. Asks the forge. */
    Optional<PullRequest> about(RepositoryRef repository, Signal.RedTests red) {
        List<Pattern> signs = red.tests().stream()
                .filter(test ->
                        !test.plainMethod().isEmpty() && !test.className().isEmpty())
                .map(PeoplesWork::named)
                .toList();
        return about(repository, signs);
    }

    private Optional<PullRequest> about(RepositoryRef repository, List<Pattern> signs) {
        if (signs.isEmpty()) {
            return Optional.empty();
        }
        return forge.openPullRequests(repository).stream()
                .filter(pullRequest -> OurBranches.ticket(backlog, repository, pullRequest.headBranch())
                        .isEmpty())
                .filter(pullRequest -> {
                    String said = pullRequest.title() + "\n" + pullRequest.body() + "\n" + pullRequest.headBranch();
                    return signs.stream().anyMatch(sign -> sign.matcher(said).find());
                })
                .min(Comparator.comparingLong(PullRequest::number));
    }

    /** {@code CartTest.sums}, {@code CartTest#sums}, {@code test_cart.py::test_sum}. */
    private static Pattern named(TestId test) {
        String place = test.className();
        String simple = place.substring(Math.max(place.lastIndexOf('.'), place.lastIndexOf('/')) + 1);
        boolean file = place.toLowerCase(Locale.ROOT).contains(".py");
        String last = file ? place.substring(place.lastIndexOf('/') + 1) : simple;
        return Pattern.compile(
                "\\b" + Pattern.quote(last) + "(?:\\.|#|::)" + Pattern.quote(test.plainMethod()) + "\\b");
    }
}
