package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CiLog;
import dev.fettle.forge.CiRun;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What CI says of a run: logs of its failed jobs (of all where it passed), annotations, and the text that a check has written. */
final class CiLogs {
    /** What the port promises. */
    private static final int LARGEST = 10 << 20;

    private static final int MOST_JOBS = 20;
    private static final int LARGEST_PAGE = 100;
    private static final Set<String> PASSED = Set.of("success", "skipped", "neutral");
    private static final Set<String> FAILED = Set.of("failure", "timed_out");

    private final Api api;

    CiLogs(Api api) {
        this.api = api;
    }

    List<CiLog> of(RepositoryRef repository, CiRun run) {
        List<CiLog> logs = new ArrayList<>();
        switch (run.kind()) {
            case WORKFLOW_RUN -> workflow(repository, run.id(), logs);
            case CHECK_RUN ->
                api.find(repository, "/check-runs/" + run.id()).ifPresent(check -> check(repository, check, logs));
            case CHECK_SUITE ->
                api
                        .allOrNone(repository, "/check-suites/" + run.id() + "/check-runs?filter=latest", "check_runs")
                        .stream()
                        .filter(CiLogs::failed)
                        .limit(MOST_JOBS)
                        .forEach(check -> check(repository, check, logs));
            case STATUS -> status(repository, run, logs);
        }
        return logs;
    }

    /** The newest runs of a branch that passed. The server looks for the branch's name alone, which a fork's branch may have too. */
    List<CiRun> passed(RepositoryRef repository, String branch, int most) {
        String path = "/actions/runs?status=success&per_page=" + Math.min(most, LARGEST_PAGE) + "&branch="
                + Addresses.query(branch);
        List<CiRun> runs = new ArrayList<>();
        api.find(repository, path)
                .ifPresent(page -> page.path("workflow_runs").forEach(run -> {
                    boolean counts = Json.text(run, "conclusion").equals("success")
                            && Json.text(run, "head_branch").equals(branch)
                            && !Json.text(run, "event").startsWith("pull_request");
                    if (counts && runs.size() < most) {
                        runs.add(new CiRun(
                                CiRun.Kind.WORKFLOW_RUN,
                                run.path("id").asLong(),
                                Json.text(run, "name"),
                                Json.text(run, "head_sha"),
                                branch));
                    }
                }));
        return runs;
    }

    /** The jobs of the newest attempt. */
    private void workflow(RepositoryRef repository, long run, List<CiLog> logs) {
        List<JsonNode> jobs = api.allOrNone(repository, "/actions/runs/" + run + "/jobs?filter=latest", "jobs");
        boolean passed = jobs.stream().allMatch(job -> PASSED.contains(Json.text(job, "conclusion")));
        jobs.stream().filter(job -> passed || failed(job)).limit(MOST_JOBS).forEach(job -> {
            if (passed) {
                jobLog(repository, job.path("id").asLong(), Json.text(job, "name"), logs);
            } else {
                job(repository, job, logs);
            }
        });
    }

    private void job(RepositoryRef repository, JsonNode job, List<CiLog> logs) {
        long id = job.path("id").asLong();
        String name = Json.text(job, "name");
        jobLog(repository, id, name, logs);
        // GitHub Actions gives a job's check run the job's id
        annotations(repository, id, name, logs);
    }

    private void jobLog(RepositoryRef repository, long id, String name, List<CiLog> logs) {
        Answer answer = api.download(repository, "/actions/jobs/" + id + "/logs", LARGEST);
        if (!answer.missing()) {
            add(name, answer.orThrow().body(), logs);
        }
    }

    private void check(RepositoryRef repository, JsonNode check, List<CiLog> logs) {
        long id = check.path("id").asLong();
        String name = Json.text(check, "name");
        if (Json.text(check.path("app"), "slug").equals("github-actions")) {
            jobLog(repository, id, name, logs);
        }
        JsonNode output = check.path("output");
        String text = String.join(
                        "\n\n", Json.text(output, "title"), Json.text(output, "summary"), Json.text(output, "text"))
                .strip();
        add(name, text.getBytes(StandardCharsets.UTF_8), logs);
        annotations(repository, id, name, logs);
    }

    /** {@code path:line: level: title: message}, and what else it says below. */
    private void annotations(RepositoryRef repository, long check, String name, List<CiLog> logs) {
        StringBuilder lines = new StringBuilder();
        for (JsonNode one : api.allOrNone(repository, "/check-runs/" + check + "/annotations", "")) {
            lines.append(Json.text(one, "path"))
                    .append(':')
                    .append(one.path("start_line").asInt())
                    .append(": ")
                    .append(Json.text(one, "annotation_level"))
                    .append(": ")
                    .append(said(Json.text(one, "title"), Json.text(one, "message")))
                    .append('\n');
            String details = Json.text(one, "raw_details").strip();
            if (!details.isEmpty()) {
                lines.append(details).append('\n');
            }
        }
        add("annotations of " + name, lines.toString().getBytes(StandardCharsets.UTF_8), logs);
    }

    private static String said(String title, String message) {
        return title.isBlank() || message.startsWith(title)
                ? message
                : message.isBlank() ? title : title + ": " + message;
    }

    /** A status is a line and an address; what stands at the address is another server's, and not visited. */
    private void status(RepositoryRef repository, CiRun run, List<CiLog> logs) {
        Optional<JsonNode> newest = api.allOrNone(repository, "/commits/" + run.headSha() + "/statuses", "").stream()
                .filter(status -> Json.text(status, "context").equals(run.name()))
                .findFirst();
        newest.ifPresent(status -> {
            String text = (Json.text(status, "description") + "\n" + Json.text(status, "target_url")).strip();
            add(run.name(), text.getBytes(StandardCharsets.UTF_8), logs);
        });
    }

    private static void add(String name, byte[] content, List<CiLog> logs) {
        if (content.length > 0) {
            logs.add(new CiLog(name, content));
        }
    }

    private static boolean failed(JsonNode node) {
        return FAILED.contains(Json.text(node, "conclusion"));
    }
}
