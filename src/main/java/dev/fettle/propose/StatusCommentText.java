package dev.fettle.propose;

import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.Suspect;
import java.util.List;
import java.util.Locale;

/** The one comment on an issue, edited in place from the first answer to the result. */
public final class StatusCommentText {
    private StatusCommentText() {}

    /** The hidden mark by which we find our own comment again. */
    public static String marker(String ticketId) {
        return "<!-- fettle:status:" + ticketId + " -->";
    }

    /**
     * A comment as it should now read, with the way to all that is known of its ticket.
     *
     * @param page the ticket's own page
     */
    public static String following(String body, String page) {
        return body + "\n<sub>To follow: <a href=\"" + page + "\">the ticket's page</a>.</sub>\n";
    }

    /** The comment as it should now read, without its marker (the forge verb adds it). */
    public static String body(Story story) {
        Ticket ticket = story.ticket();
        StringBuilder text = new StringBuilder();
        text.append("**").append(headline(story.outcome())).append("**\n\n");
        text.append("Ticket `")
                .append(ticket.id())
                .append("` · ")
                .append(ticket.category().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .append(" · priority ")
                .append(ticket.priority().name().toLowerCase(Locale.ROOT))
                .append(" · risk ")
                .append(ticket.riskLevel())
                .append("/10 · effort ")
                .append(ticket.estimatedEffort())
                .append("/10\n\n");
        text.append("Understood as: ")
                .append(Markdown.code(story.understood(), 200))
                .append('\n');
        StringBuilder detail = new StringBuilder();
        detail(detail, story);
        if (!detail.isEmpty()) {
            text.append('\n').append(detail);
        }
        questions(text, story);
        if (!story.stages().isEmpty()) {
            text.append("\n| stage | time |\n|---|---|\n");
            for (Story.StageTime stage : story.stages()) {
                text.append("| ")
                        .append(stageName(stage.stage()))
                        .append(" | ")
                        .append(stage.time() == null ? "…" : Words.duration(stage.time()))
                        .append(" |\n");
            }
        }
        String revert = RevertText.of(ticket);
        if (!revert.isEmpty()) {
            text.append('\n').append(revert);
        }
        text.append("\n<sub>").append(follow(story.outcome())).append("</sub>\n");
        return text.toString();
    }

    /** How it stands, one sentence. */
    static String headline(Story.Outcome outcome) {
        if (outcome instanceof Story.Outcome.Queued queued) {
            return queued.before() == 0
                    ? "Fettle has taken this up. It is next."
                    : "Fettle has taken this up. It waits for its turn.";
        } else if (outcome instanceof Story.Outcome.Working) {
            return "Fettle is working on this.";
        } else if (outcome instanceof Story.Outcome.Waiting waiting) {
            return "Fettle waits. " + waiting.reason().sentence();
        } else if (outcome instanceof Story.Outcome.Stopped stopped) {
            return stopped.reason() == WaitingReason.TAKEN_OVER
                    ? stopped.reason().sentence()
                    : "Fettle has stopped. " + stopped.reason().sentence();
        } else if (outcome instanceof Story.Outcome.Proposed) {
            return "Fettle proposes a fix.";
        } else if (outcome instanceof Story.Outcome.Suggested) {
            return "Fettle suggests a fix for this pull request.";
        } else if (outcome instanceof Story.Outcome.Abstained abstained) {
            return "Fettle proposes nothing. " + abstained.reason().sentence();
        } else if (outcome instanceof Story.Outcome.Failed failed) {
            return "Fettle could not finish. " + failed.reason().sentence();
        } else if (outcome instanceof Story.Outcome.Applied) {
            return "The fix is merged.";
        } else {
            return "A person said no; Fettle will not propose this again.";
        }
    }

    private static void detail(StringBuilder text, Story story) {
        Story.Outcome outcome = story.outcome();
        if (outcome instanceof Story.Outcome.Proposed proposed) {
            text.append("Pull request: ")
                    .append(proposed.pullRequestUrl())
                    .append(' ')
                    .append(Markdown.code(proposed.title(), 80))
                    .append('\n');
        } else if (outcome instanceof Story.Outcome.Queued queued) {
            queued(text, queued);
        } else if (outcome instanceof Story.Outcome.Suggested suggested) {
            text.append(
                            "Proved as a pull request of Fettle's would be. To take it, save it as a file and run `git apply` on it.\n\n")
                    .append(Markdown.block("diff", suggested.diff(), 8_000));
        } else if (outcome instanceof Story.Outcome.Waiting waiting
                && !waiting.detail().isEmpty()) {
            text.append(Markdown.prose(waiting.detail(), 500)).append('\n');
        } else if (outcome instanceof Story.Outcome.Abstained abstained) {
            text.append("Furthest stage: ")
                    .append(stageName(abstained.furthest()))
                    .append(".\n");
            unblocks(text, abstained.reason());
            quote(text, abstained.detail());
            if (!abstained.suspects().isEmpty()) {
                text.append("\nLines worth a look (suspicion from 0 to 1):\n");
                for (Suspect suspect : abstained.suspects().stream().limit(3).toList()) {
                    text.append("- ").append(TopText.suspect(suspect)).append('\n');
                }
            }
        } else if (outcome instanceof Story.Outcome.Failed failed) {
            text.append("Furthest stage: ").append(stageName(failed.furthest())).append(".\n");
            unblocks(text, failed.reason());
            quote(text, failed.detail());
        } else if (outcome instanceof Story.Outcome.Rejected rejected
                && !rejected.why().isEmpty()) {
            text.append("Reason: ").append(Markdown.code(rejected.why(), 300)).append('\n');
        }
    }

    private static void queued(StringBuilder text, Story.Outcome.Queued queued) {
        if (queued.before() > 0) {
            text.append(queued.more() ? "More than " : "")
                    .append(Words.plural(queued.before(), "ticket"))
                    .append(queued.before() == 1 && !queued.more() ? " comes" : " come")
                    .append(" before it, since one ticket of a repository is worked on at a time");
            if (!queued.first().isEmpty()) {
                text.append(": ").append(Markdown.code(queued.first(), 120)).append(" first");
            }
            text.append(". The order goes by priority, risk and effort, then by age.\n");
        }
        if (queued.attempts() > 0) {
            text.append("Limits: ")
                    .append(Words.plural(queued.attempts(), "attempt"))
                    .append(", ")
                    .append(Words.plural(queued.time().toMinutes(), "minute"))
                    .append(" each.\n");
        }
    }

    /** What would help, asked as soon as it is seen to be missing; a repair goes on meanwhile with what there is. */
    private static void questions(StringBuilder text, Story story) {
        Story.Outcome outcome = story.outcome();
        boolean waits =
                outcome instanceof Story.Outcome.Waiting waiting && waiting.reason() == WaitingReason.NEEDS_INFO;
        boolean goesOn = outcome instanceof Story.Outcome.Queued || outcome instanceof Story.Outcome.Working;
        List<String> questions =
                waits ? Questions.of(story.ticket()) : goesOn ? Questions.meanwhile(story.ticket()) : List.of();
        if (questions.isEmpty()) {
            return;
        }
        text.append('\n')
                .append(
                        waits
                                ? "Please tell, in the issue's text or in a comment:\n"
                                : "Nothing here shows the failure yet, so Fettle looks at what the project's own tests show. What would help:\n");
        for (int i = 0; i < questions.size(); i++) {
            text.append(i + 1).append(". ").append(questions.get(i)).append('\n');
        }
    }

    private static void unblocks(StringBuilder text, RepairReason reason) {
        text.append("What would unblock it: ").append(reason.unblocks()).append('\n');
    }

    private static void quote(StringBuilder text, String detail) {
        if (!detail.isBlank()) {
            text.append('\n').append(Markdown.block("text", detail, 1_500));
        }
    }

    private static String stageName(dev.fettle.repair.Progress.Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String follow(Story.Outcome outcome) {
        if (outcome instanceof Story.Outcome.Queued || outcome instanceof Story.Outcome.Working) {
            return "This comment is kept up to date. To stop: <code>/fettle stop</code> or the label <code>fettle:off</code>.";
        }
        if (outcome instanceof Story.Outcome.Stopped stopped) {
            return stopped.reason() == WaitingReason.TAKEN_OVER
                    ? "Fettle pushes no more to this branch."
                    : "To go on: <code>/fettle retry</code> by a person with write access.";
        }
        if (outcome instanceof Story.Outcome.Waiting waiting) {
            return switch (waiting.reason()) {
                case OBSERVE_ONLY -> "It goes on when the mode in <code>.github/fettle.yml</code> allows it.";
                case NEEDS_APPROVAL, REPORTED ->
                    "To go on: <code>/fettle approve</code> by a person with write access. To stop: <code>/fettle stop</code>.";
                case EVENT_STORM -> "It goes on by itself when it is quieter. To stop: <code>/fettle stop</code>.";
                case IN_HANDS ->
                    "It goes on by itself when that is closed or merged. To stop: <code>/fettle stop</code>.";
                case DEFERRED -> "It goes on by itself. To stop: <code>/fettle stop</code>.";
                case NEEDS_INFO ->
                    "It goes on by itself when the issue's author, or somebody with write access, shows the failure in the issue's text or in a comment. To try again as it is: <code>/fettle retry</code>. To stop: <code>/fettle stop</code>.";
                default -> "To try again: <code>/fettle retry</code>. To stop: <code>/fettle stop</code>.";
            };
        }
        if (outcome instanceof Story.Outcome.Abstained || outcome instanceof Story.Outcome.Failed) {
            return "To try again: <code>/fettle retry</code>. What was tried: <code>/fettle explain</code>.";
        }
        return "Commands: <code>/fettle help</code>.";
    }
}
