package dev.fettle.forge.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Check;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.local.Book.StoredRun;
import dev.fettle.workspace.BareRepository;
import dev.fettle.workspace.BareRepository.CommitInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The CI of the outside world. */
final class CiWorld {
    private static final String ACTIONS = "github-actions[bot]";

    private final LocalForge forge;
    private final Payloads payloads;

    CiWorld(LocalForge forge, Payloads payloads) {
        this.forge = forge;
        this.payloads = payloads;
    }

    Act finish(RepositoryRef repository, CiRun run, String conclusion, Map<String, byte[]> logs) {
        return forge.shelf().change(repository, (book, git) -> {
            long stored = book.nextId();
            long id = run.kind() == CiRun.Kind.STATUS ? 0 : run.id() != 0 ? run.id() : stored;
            CiRun known = new CiRun(run.kind(), id, run.name(), run.headSha(), run.headBranch());
            List<String> names = new RunLogs(forge.shelf()).keep(repository, stored, logs);
            Instant now = forge.clock().instant();
            book.runs.add(new StoredRun(stored, known, conclusion, now, names));
            Webhook webhook = switch (run.kind()) {
                case WORKFLOW_RUN -> workflowRun(book, git, known, conclusion, now);
                case CHECK_RUN -> checkRun(book, known, conclusion, now);
                case CHECK_SUITE -> checkSuite(book, git, known, conclusion, now);
                case STATUS -> status(book, git, known, conclusion, now, stored);
            };
            return new Act(id, run.headSha(), List.of(webhook));
        });
    }

    /** What stands on a commit: the newest run of each name, and our checks. */
    static List<Check> standing(Book book, String sha) {
        Map<String, Check> byName = new LinkedHashMap<>();
        for (StoredRun stored : book.runs) {
            if (stored.run().headSha().equals(sha)) {
                byName.put(stored.run().name(), new Check(stored.run(), state(stored.conclusion())));
            }
        }
        for (Book.StoredCheck stored : book.checks) {
            CheckRun check = stored.run();
            if (check.sha().equals(sha)) {
                CiRun run = new CiRun(CiRun.Kind.CHECK_RUN, stored.id(), check.name(), sha, "");
                byName.put(
                        check.name(),
                        new Check(run, state(check.conclusion().name().toLowerCase(Locale.ROOT))));
            }
        }
        return List.copyOf(byName.values());
    }

    private static Check.State state(String conclusion) {
        return switch (conclusion) {
            case "success", "neutral", "skipped" -> Check.State.GREEN;
            case "pending", "in_progress" -> Check.State.PENDING;
            default -> Check.State.RED;
        };
    }

    private Webhook workflowRun(Book book, BareRepository git, CiRun run, String conclusion, Instant now) {
        ObjectNode node = Payloads.node()
                .put("id", run.id())
                .put("name", run.name())
                .put("node_id", Payloads.nodeId("WorkflowRun", run.id()))
                .put("check_suite_id", run.id())
                .put("head_branch", run.headBranch())
                .put("head_sha", run.headSha())
                .put("run_number", book.runs.size())
                .put("event", "push")
                .put("status", "completed")
                .put("conclusion", conclusion)
                .put("workflow_id", book.id);
        String api = payloads.api("/repos/" + book.owner + "/" + book.name + "/actions/runs/" + run.id());
        // A run has no page of its own here: the repository's shows what came of it.
        node.put("url", api).put("html_url", forge.views().repositoryUrl(book));
        node.set("pull_requests", pulls(book, git, run));
        node.put("created_at", Payloads.time(now))
                .put("updated_at", Payloads.time(now))
                .put("run_started_at", Payloads.time(now))
                .put("run_attempt", 1)
                .put("jobs_url", api + "/jobs")
                .put("logs_url", api + "/logs");
        node.set("head_commit", headCommit(git, run));
        node.set("repository", payloads.repository(book));
        node.set("head_repository", payloads.repository(book));
        ObjectNode payload = Payloads.node().put("action", "completed");
        payload.set("workflow_run", node);
        payload.set(
                "workflow",
                Payloads.node()
                        .put("id", book.id)
                        .put("name", run.name())
                        .put("path", ".github/workflows/ci.yml")
                        .put("state", "active"));
        return payloads.webhook("workflow_run", payload, book, book.owner);
    }

    private Webhook checkRun(Book book, CiRun run, String conclusion, Instant now) {
        ObjectNode node = Payloads.node()
                .put("id", run.id())
                .put("node_id", Payloads.nodeId("CheckRun", run.id()))
                .put("head_sha", run.headSha())
                .put("external_id", "")
                .put("html_url", forge.views().repositoryUrl(book) + "/runs/" + run.id())
                .put("status", "completed")
                .put("conclusion", conclusion)
                .put("started_at", Payloads.time(now))
                .put("completed_at", Payloads.time(now));
        node.set(
                "output",
                Payloads.node()
                        .putNull("title")
                        .putNull("summary")
                        .putNull("text")
                        .put("annotations_count", 0));
        node.put("name", run.name());
        node.set("check_suite", suite(run, conclusion));
        node.set("app", app());
        node.set("pull_requests", Payloads.list());
        ObjectNode payload = Payloads.node().put("action", "completed");
        payload.set("check_run", node);
        return payloads.webhook("check_run", payload, book, ACTIONS);
    }

    private Webhook checkSuite(Book book, BareRepository git, CiRun run, String conclusion, Instant now) {
        ObjectNode node = suite(run, conclusion).put("created_at", Payloads.time(now));
        node.set("app", app());
        node.set("pull_requests", pulls(book, git, run));
        node.set("head_commit", headCommit(git, run));
        ObjectNode payload = Payloads.node().put("action", "completed");
        payload.set("check_suite", node);
        return payloads.webhook("check_suite", payload, book, ACTIONS);
    }

    private Webhook status(Book book, BareRepository git, CiRun run, String conclusion, Instant now, long id) {
        ObjectNode payload = Payloads.node()
                .put("id", id)
                .put("sha", run.headSha())
                .put("name", book.owner + "/" + book.name)
                .putNull("target_url")
                .put("context", run.name())
                .putNull("description")
                .put("state", conclusion);
        ObjectNode commit = Payloads.node().put("sha", run.headSha());
        commit.set("commit", headCommit(git, run));
        payload.set("commit", commit);
        ObjectNode branch = Payloads.node().put("name", run.headBranch());
        branch.set("commit", Payloads.node().put("sha", run.headSha()));
        payload.set("branches", Payloads.list().add(branch));
        payload.put("created_at", Payloads.time(now)).put("updated_at", Payloads.time(now));
        return payloads.webhook("status", payload, book, book.owner);
    }

    Act deploy(RepositoryRef repository, String sha, String environment, String state, String description) {
        return forge.shelf().change(repository, (book, git) -> {
            long id = book.nextId();
            ObjectNode payload = Payloads.node().put("action", "created");
            payload.set(
                    "deployment_status",
                    Payloads.node()
                            .put("id", id)
                            .put("state", state)
                            .put("environment", environment)
                            .put("description", description));
            payload.set(
                    "deployment",
                    Payloads.node()
                            .put("id", id)
                            .put("sha", sha)
                            .put("ref", book.defaultBranch)
                            .put("task", "deploy")
                            .put("environment", environment));
            return new Act(id, sha, List.of(payloads.webhook("deployment_status", payload, book, ACTIONS)));
        });
    }

    private static ObjectNode suite(CiRun run, String conclusion) {
        return Payloads.node()
                .put("id", run.id())
                .put("head_branch", run.headBranch())
                .put("head_sha", run.headSha())
                .put("status", "completed")
                .put("conclusion", conclusion);
    }

    private static ObjectNode app() {
        return Payloads.node().put("id", 15368).put("slug", "github-actions").put("name", "GitHub Actions");
    }

    private static ArrayNode pulls(Book book, BareRepository git, CiRun run) {
        ArrayNode pulls = Payloads.list();
        book.issues.stream()
                .filter(issue -> issue.open() && Pulls.has(issue, run.headBranch()))
                .forEach(issue -> {
                    Book.StoredPull pull = Pulls.pullOf(issue);
                    ObjectNode node = Payloads.node().put("id", issue.id()).put("number", issue.number());
                    node.set("head", Payloads.node().put("ref", pull.head()).put("sha", run.headSha()));
                    node.set(
                            "base",
                            Payloads.node()
                                    .put("ref", pull.base())
                                    .put("sha", git.branch(pull.base()).orElse("")));
                    pulls.add(node);
                });
        return pulls;
    }

    private static ObjectNode headCommit(BareRepository git, CiRun run) {
        List<CommitInfo> found = git.log(run.headSha(), 1);
        if (found.isEmpty()) {
            return Payloads.node().put("id", run.headSha());
        }
        CommitInfo commit = found.get(0);
        ObjectNode person = Payloads.node().put("name", commit.authorName()).put("email", commit.authorEmail());
        ObjectNode node = Payloads.node()
                .put("id", commit.id())
                .put("message", commit.message().strip())
                .put("timestamp", Payloads.time(commit.when()));
        node.set("author", person);
        node.set("committer", person.deepCopy());
        return node;
    }
}
