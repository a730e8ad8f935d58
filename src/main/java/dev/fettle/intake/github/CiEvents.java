package dev.fettle.intake.github;

import dev.fettle.forge.CiRun;
import dev.fettle.forge.Identity;
import dev.fettle.intake.Event;
import dev.fettle.intake.IgnoreReason;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code workflow_run}, {@code check_run}, {@code check_suite}, {@code status} and {@code deployment_status}. */
final class CiEvents {
    /** Names of our own checks and commit statuses start so. */
    static final String OUR_CHECKS = "fettle/";

    private static final Set<String> BAD = Set.of("failure", "timed_out", "startup_failure", "error");

    private CiEvents() {}

    static Event workflowRun(Payload payload, Event.Origin origin, String action) {
        Payload run = payload.object("workflow_run");
        payload.object("workflow");
        String sha = run.sha("head_sha");
        String branch = Origins.branchOf(
                origin.repository(), run.optionalObject("head_repository"), run.branchOrNone("head_branch"));
        CiRun ci = new CiRun(
                CiRun.Kind.WORKFLOW_RUN, run.number("id"), name(payload, run), sha, branch, run.wordOr("html_url", ""));
        return ended(payload, run, action, origin, ci);
    }

    static Event checkSuite(Payload payload, Event.Origin origin, String action, Identity us) {
        Payload suite = payload.object("check_suite");
        CiRun ci = new CiRun(
                CiRun.Kind.CHECK_SUITE,
                suite.number("id"),
                suite.optionalObject("app").map(app -> app.wordOr("name", "")).orElse(""),
                suite.sha("head_sha"),
                suite.branchOrNone("head_branch"));
        if (isOurApp(suite, us)) {
            return new Event.Ignored(IgnoreReason.OWN_DOING, "check_suite of ours");
        }
        return ended(payload, suite, action, origin, ci);
    }

    static Event checkRun(Payload payload, Event.Origin origin, String action, Identity us) {
        Payload run = payload.object("check_run");
        String name = run.word("name");
        String branch = run.optionalObject("check_suite")
                .map(suite -> suite.branchOrNone("head_branch"))
                .orElse("");
        CiRun ci = new CiRun(
                CiRun.Kind.CHECK_RUN, run.number("id"), name, run.sha("head_sha"), branch, run.wordOr("html_url", ""));
        if (isOurApp(run, us)) {
            return new Event.Ignored(IgnoreReason.OWN_DOING, "check_run of ours");
        }
        return ended(payload, run, action, origin, ci);
    }

    static Event status(Payload payload, Event.Origin origin, Identity us) {
        String sha = payload.sha("sha");
        String context = payload.word("context");
        String state = payload.word("state");
        payload.object("commit");
        payload.requireList("branches");
        String standard = payload.object("repository").branchOrNone("default_branch");
        List<String> branches = payload.objects("branches").stream()
                .map(branch -> branch.branchOrNone("name"))
                .filter(name -> !name.isEmpty())
                .toList();
        boolean onDefault = branches.contains(standard);
        String branch = onDefault ? standard : branches.stream().findFirst().orElse("");
        if (context.startsWith(OUR_CHECKS) || Origins.isUs(origin.sender(), us)) {
            return new Event.Ignored(IgnoreReason.OWN_DOING, "status of ours");
        }
        CiRun ci = new CiRun(CiRun.Kind.STATUS, 0, context, sha, branch);
        return result(state, origin, ci, onDefault, List.of(), "status." + state);
    }

    static Event deployment(Payload payload, Event.Origin origin) {
        Payload status = payload.object("deployment_status");
        Payload deployment = payload.object("deployment");
        String state = status.word("state");
        String commit = deployment.sha("sha");
        String ref = deployment.branchOrNone("ref");
        String environment = status.wordOr("environment", deployment.wordOr("environment", ""));
        boolean good = state.equals("success");
        if (!good && !BAD.contains(state)) {
            return new Event.Ignored(IgnoreReason.UNINTERESTING_ACTION, "deployment_status " + state);
        }
        return new Event.DeploymentEnded(origin, commit, ref, environment, status.text("description"), good);
    }

    private static Event ended(Payload payload, Payload run, String action, Event.Origin origin, CiRun ci) {
        String standard = payload.object("repository").branchOrNone("default_branch");
        boolean onDefault = !standard.isEmpty() && ci.headBranch().equals(standard);
        List<Long> pullRequests = pullRequests(run, origin.repository().id());
        String conclusion = run.wordOr("conclusion", "");
        String what = ci.kind().name().toLowerCase(java.util.Locale.ROOT) + "." + action;
        if (!action.equals("completed")) {
            return new Event.Ignored(IgnoreReason.UNINTERESTING_ACTION, what);
        }
        return result(conclusion, origin, ci, onDefault, pullRequests, what + " " + conclusion);
    }

    private static Event result(
            String conclusion, Event.Origin origin, CiRun ci, boolean onDefault, List<Long> pullRequests, String what) {
        if (BAD.contains(conclusion)) {
            return new Event.CiFailed(origin, ci, onDefault, pullRequests);
        }
        if (conclusion.equals("success")) {
            return new Event.CiPassed(origin, ci, onDefault);
        }
        return new Event.Ignored(IgnoreReason.UNINTERESTING_ACTION, what.strip());
    }

    private static String name(Payload payload, Payload run) {
        String name = run.wordOr("name", "");
        return name.isEmpty() ? payload.object("workflow").wordOr("name", "") : name;
    }

    private static boolean isOurApp(Payload check, Identity us) {
        Optional<Payload> app = check.optionalObject("app");
        return us.appId() != 0 && app.isPresent() && app.get().idOr0("id") == us.appId();
    }

    /** The numbers of pull requests into this repository; the list may name others of its forks too. */
    private static List<Long> pullRequests(Payload run, long repositoryId) {
        return run.objects("pull_requests").stream()
                .filter(pull -> {
                    long base = pull.optionalObject("base")
                            .flatMap(found -> found.optionalObject("repo"))
                            .map(repo -> repo.idOr0("id"))
                            .orElse(0L);
                    return base == 0 || repositoryId == 0 || base == repositoryId;
                })
                .map(pull -> pull.number("number"))
                .toList();
    }
}
