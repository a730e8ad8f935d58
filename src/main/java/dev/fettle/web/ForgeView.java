package dev.fettle.web;

import java.util.List;
import java.util.Optional;

/** What the pages of a forge of our own show: for the demo and for work without a server. All text is untrusted, bodies are Markdown. */
public interface ForgeView {
    List<RepositoryPage> repositories();

    Optional<RepositoryPage> repository(String owner, String name);

    Optional<IssuePage> issue(String owner, String name, long number);

    Optional<PullRequestPage> pullRequest(String owner, String name, long number);

    /** A repository with its issues and pull requests, newest first. */
    record RepositoryPage(String owner, String name, String defaultBranch, List<Row> issues, List<Row> pullRequests) {
        public RepositoryPage {
            issues = List.copyOf(issues);
            pullRequests = List.copyOf(pullRequests);
        }
    }

    /**
     * The head line of an issue or pull request.
     *
     * @param state such as {@code open}, {@code closed}, {@code merged}, {@code draft}
     */
    record Row(long number, String title, String author, String state, List<String> labels) {
        public Row {
            labels = List.copyOf(labels);
        }
    }

    /** A comment with its body in Markdown. */
    record CommentView(String author, String body) {}

    record IssuePage(Row row, String body, List<CommentView> comments) {
        public IssuePage {
            comments = List.copyOf(comments);
        }
    }

    /**
     * A check on the head commit.
     *
     * @param conclusion such as {@code success}, {@code failure}, {@code in_progress}
     * @param summary Markdown
     */
    record CheckView(String name, String conclusion, String title, String summary) {}

    /** @param diff unified, from the base branch to the head; "" when there is none */
    record PullRequestPage(
            Row row,
            String body,
            String headBranch,
            String headSha,
            String baseBranch,
            List<CommentView> comments,
            List<CheckView> checks,
            String diff) {
        public PullRequestPage {
            comments = List.copyOf(comments);
            checks = List.copyOf(checks);
        }
    }
}
