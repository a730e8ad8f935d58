package dev.fettle.improve.kit;

import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.Comment;
import dev.fettle.forge.PullRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everything that stands on the forge and in the backlog at the end of a story, without what differs from run to run: ids, commits, times. */
public final class EndState {
    private static final Pattern TICKET = Pattern.compile("\\b(issue|ci)_\\d+_\\d+");
    private static final Pattern DELIVERIES = Pattern.compile("told by delivery `[^`]+`(?:, `[^`]+`)*");
    private static final Pattern COMMIT = Pattern.compile("\\b[0-9a-f]{7,64}\\b");
    private static final Pattern TIME = Pattern.compile("\\b\\d+(\\.\\d+)? ?(ms|s|min|h)\\b( \\d+ ?(ms|s|min))?");

    private EndState() {}

    /** As text, so that a difference can be read. */
    public static String of(Loop loop, RepositoryRef repository) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> branch : loop.world.branches(repository).entrySet()) {
            text.append("branch ").append(branch.getKey()).append(": ");
            loop.world
                    .log(repository, branch.getKey())
                    .forEach(commit -> text.append(
                                    commit.message().lines().findFirst().orElse(""))
                            .append(" | "));
            text.append('\n');
            for (CheckRun check : loop.world.checkRuns(repository, branch.getValue())) {
                text.append("  check ")
                        .append(check.name())
                        .append(' ')
                        .append(check.conclusion())
                        .append(": ")
                        .append(check.title())
                        .append('\n');
            }
        }
        List<PullRequest> pulls = loop.world.pullRequests(repository);
        for (PullRequest pull : pulls) {
            text.append("pull request ")
                    .append(pull.state())
                    .append(pull.draft() ? " draft " : " ")
                    .append(pull.headBranch())
                    .append(": ")
                    .append(pull.title())
                    .append('\n')
                    .append(pull.body().indent(4));
        }
        Stream.concat(
                        loop.world.issues(repository).stream().map(issue -> issue.number()),
                        pulls.stream().map(PullRequest::number))
                .sorted()
                .forEach(number -> {
                    text.append('#')
                            .append(number)
                            .append(' ')
                            .append(loop.world.reactions(repository, number, 0))
                            .append('\n');
                    for (Comment comment : loop.world.comments(repository, number)) {
                        text.append("  comment of ")
                                .append(comment.author())
                                .append('\n')
                                .append(comment.body().indent(4));
                    }
                });
        for (Ticket ticket : loop.tickets()) {
            text.append("ticket ")
                    .append(ticket.status())
                    .append(' ')
                    .append(ticket.waiting())
                    .append(" seen ")
                    .append(ticket.count())
                    .append(", attempts ")
                    .append(loop.backlog().attempts(ticket.id()).stream()
                            .map(attempt -> attempt.success())
                            .toList())
                    .append('\n');
        }
        return plain(text.toString());
    }

    private static String plain(String text) {
        String plain = TICKET.matcher(text).replaceAll("<ticket>");
        plain = DELIVERIES
                .matcher(plain)
                .replaceAll("told by delivery <delivery>"); // which of them came first is no matter
        return TIME.matcher(COMMIT.matcher(plain).replaceAll("<commit>")).replaceAll("<time>");
    }
}
