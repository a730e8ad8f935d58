package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTraceParser;
import dev.fettle.build.TestId;
import dev.fettle.forge.Forge;
import dev.fettle.forge.PullRequest;
import dev.fettle.intake.Signal;
import dev.fettle.workspace.OpenBranch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether somebody has an open pull request, or a branch without one, for the same thing, so that Fettle makes no second one: it says that it closes the issue, or it names the failing test, the exception with a method that it passed through,
 * the advisory, or the rule with its file. Only
 * what is said in so many words counts. Somebody is a person, or a Fettle that this backlog does not remember: a backup was put back, or another server works here.
 */
final class PeoplesWork {
    private static final Pattern ADVISORY = Pattern.compile("(?:GHSA(?:-[0-9a-z]{4}){3}|CVE-\\d{4}-\\d{4,})");
    private static final int MOST_FRAMES = 5;
    /** Names that also are words of every day. */
    private static final int SHORT = 2;

    private final Forge forge;
    private final Backlog backlog;

    PeoplesWork(Forge forge, Backlog backlog) {
        this.forge = forge;
        this.backlog = backlog;
    }

    /** Words that must all stand in what a pull request says. */
    private record Sign(List<Pattern> words) {
        static Sign of(Pattern... words) {
            return new Sign(List.of(words));
        }

        boolean in(String said) {
            return words.stream().allMatch(word -> word.matcher(said).find());
        }
    }

    /** Number of the oldest one for an issue. Asks the forge. */
    Optional<Long> about(RepositoryRef repository, long issue) {
        return about(repository, closing(issue)).map(PullRequest::number);
    }

    /** The oldest one for red tests. Asks the forge. */
    Optional<PullRequest> about(RepositoryRef repository, Signal.RedTests red) {
        return about(repository, named(red.tests()));
    }

    /** The oldest one for what a ticket tells of, from whatever source. Asks the forge. */
    Optional<PullRequest> about(Ticket ticket) {
        return about(
                ticket.repository(),
                ticket.evidence().stream().flatMap(this::signs).toList());
    }

    /** The branch of a person that was worked on last and says that it is about what a ticket tells of. Asks nobody. */
    Optional<OpenBranch> about(Ticket ticket, List<OpenBranch> branches) {
        List<Sign> signs = ticket.evidence().stream().flatMap(this::signs).toList();
        return branches.stream()
                .filter(branch -> {
                    String said = branch.name() + "\n" + String.join("\n", branch.messages());
                    return signs.stream().anyMatch(sign -> sign.in(said));
                })
                .findFirst();
    }

    private Stream<Sign> signs(Evidence evidence) {
        if (evidence instanceof Evidence.CiFailure failure) {
            return named(failure.tests().stream().map(TestId::parse).toList()).stream();
        }
        if (evidence instanceof Evidence.LabelledIssue issue) {
            return closing(issue.number()).stream();
        }
        if (evidence instanceof Evidence.ExceptionSeen seen) {
            return thrown(seen).stream();
        }
        return evidence instanceof Evidence.Finding finding ? found(finding).stream() : Stream.empty();
    }

    private Optional<PullRequest> about(RepositoryRef repository, List<Sign> signs) {
        if (signs.isEmpty()) {
            return Optional.empty();
        }
        return forge.openPullRequests(repository).stream()
                .filter(pullRequest -> OurBranches.ticket(backlog, repository, pullRequest.headBranch())
                        .isEmpty())
                .filter(pullRequest -> {
                    String said = pullRequest.title() + "\n" + pullRequest.body() + "\n" + pullRequest.headBranch();
                    return signs.stream().anyMatch(sign -> sign.in(said));
                })
                .min(Comparator.comparingLong(PullRequest::number));
    }

    private static List<Sign> closing(long issue) {
        return List.of(
                Sign.of(Pattern.compile("(?i)\\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?):? #" + issue + "\\b")),
                Sign.of(Pattern.compile("(?im)^(?:.*[/_-])?(?:fix|issue|bug|gh)[/_-]?" + issue + "(?:[/_-].*)?$")));
    }

    private static List<Sign> named(List<TestId> red) {
        return red.stream()
                .filter(test ->
                        !test.plainMethod().isEmpty() && !test.className().isEmpty())
                .map(test -> Sign.of(named(test)))
                .toList();
    }

    /** The exception and a method of the project's that it passed through. */
    private List<Sign> thrown(Evidence.ExceptionSeen seen) {
        return StackTraceParser.parse(seen.stackTrace()).map(StackTrace::root).stream()
                .flatMap(trace -> trace.frames().stream().limit(MOST_FRAMES))
                .filter(frame -> !frame.className().isEmpty() && frame.method().length() > SHORT)
                .map(frame -> Sign.of(
                        word(simple(seen.type())),
                        Pattern.compile("\\b" + Pattern.quote(simple(frame.className())) + "(?:\\.|#)"
                                + Pattern.quote(frame.method()) + "\\b")))
                .toList();
    }

    /** An advisory by its number; a rule together with the file. */
    private static List<Sign> found(Evidence.Finding finding) {
        Matcher advisory = ADVISORY.matcher(finding.rule());
        List<Sign> signs = new ArrayList<>();
        while (advisory.find()) {
            signs.add(Sign.of(word(advisory.group())));
        }
        String file = finding.file().substring(finding.file().lastIndexOf('/') + 1);
        if (signs.isEmpty() && finding.rule().length() > SHORT && !file.isEmpty()) {
            signs.add(Sign.of(word(finding.rule()), word(file)));
        }
        return signs;
    }

    private static Pattern word(String text) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(text) + "(?![\\w-])");
    }

    private static String simple(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
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
