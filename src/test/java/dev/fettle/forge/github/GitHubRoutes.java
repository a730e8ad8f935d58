package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CheckRun.Conclusion;
import dev.fettle.forge.CiLog;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Comment;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.MergeResult;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Issue;
import dev.fettle.forge.Permission;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.Repository;
import dev.fettle.forge.github.GitHubServer.Flavour;
import dev.fettle.forge.github.GitHubServer.Seen;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeRest;
import dev.fettle.forge.local.LocalForgeWorld;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each request does to the state, and what is answered: one request, one thing done, and no kindness towards a client that asks twice. */
final class GitHubRoutes {
    static final String BOT_TOKEN = "bot-token-of-the-tests";
    private static final Pattern REPOSITORY = Pattern.compile("/repos/([^/]+)/([^/]+)(/.*)?");

    private final LocalForge forge;
    private final LocalForgeWorld world;
    private final LocalForgeRest rest;
    private final Flavour flavour;
    private final InstantSource clock;
    private final GitHubShapes shapes;
    private final int port;
    private final Map<Long, String> externalIds = new HashMap<>();
    /** What was minted, with what was asked for it. */
    final Map<String, JsonNode> tokens = new HashMap<>();

    final List<String> bearers = new ArrayList<>();
    boolean drafts = true;
    boolean editableComments = true;

    GitHubRoutes(LocalForge forge, Flavour flavour, InstantSource clock, int port) {
        this.forge = forge;
        this.world = new LocalForgeWorld(forge);
        this.rest = new LocalForgeRest(forge);
        this.flavour = flavour;
        this.clock = clock;
        this.port = port;
        this.shapes = new GitHubShapes(flavour, "http://127.0.0.1:" + port);
    }

    Flavour flavour() {
        return flavour;
    }

    private boolean plain() {
        return flavour == Flavour.PLAIN;
    }

    ResponseDefinition answer(Seen request, String authorization) {
        try {
            if (request.path().startsWith("/blob/")) {
                return request.authorized() ? json(400, message("who we are is told to nobody else")) : blob(request);
            }
            String path = plain() ? request.path().replaceFirst("^/api/v3", "") : request.path();
            if (plain()) {
                if (!("token " + BOT_TOKEN).equals(authorization)) {
                    return json(401, message("Bad credentials"));
                }
            } else if (authorization != null && authorization.startsWith("Bearer ")) {
                bearers.add(authorization.substring("Bearer ".length()));
                return asApp(request, path);
            }
            Matcher repository = REPOSITORY.matcher(path);
            if (!repository.matches()) {
                return elsewhere(path, authorization);
            }
            RepositoryRef named = new RepositoryRef(0, repository.group(1), repository.group(2));
            Optional<Repository> found = forge.repository(named);
            if (found.isEmpty()) {
                return json(404, message("Not Found"));
            }
            if (!plain() && !opens(authorization, found.get().ref(), request.writes())) {
                return json(404, message("Not Found"));
            }
            String tail = repository.group(3) == null ? "" : repository.group(3);
            return about(found.get(), request, decoded(tail));
        } catch (ForgeException e) {
            int status = switch (e.kind()) {
                case NOT_FOUND -> 404;
                case FORBIDDEN -> 403;
                default -> plain() ? 500 : 422;
            };
            return json(status, message(String.valueOf(e.getMessage())));
        }
    }

    private ResponseDefinition asApp(Seen request, String path) {
        if (path.equals("/app")) {
            return json(200, Json.object().put("id", 42).put("slug", "fettle"));
        }
        if (path.equals("/app/installations")) {
            ArrayNode list = Json.object().putArray("list");
            list.addObject().put("id", 1).putNull("suspended_at");
            return json(200, list);
        }
        Matcher repository = REPOSITORY.matcher(path);
        if (repository.matches() && "/installation".equals(repository.group(3))) {
            boolean there = forge.repository(new RepositoryRef(0, repository.group(1), repository.group(2)))
                    .isPresent();
            return there ? json(200, Json.object().put("id", 1)) : json(404, message("Not Found"));
        }
        if (path.equals("/app/installations/1/access_tokens")) {
            String token = "ghs_" + tokens.size();
            tokens.put(token, request.body());
            return json(
                    201,
                    Json.object()
                            .put("token", token)
                            .put(
                                    "expires_at",
                                    clock.instant().plus(Duration.ofHours(1)).toString()));
        }
        return json(401, message("A JSON web token could not be decoded"));
    }

    private ResponseDefinition elsewhere(String path, String authorization) {
        boolean listing = plain() || authorization != null;
        if (path.equals("/user") && plain()) {
            return json(200, shapes.user(forge.self().login()));
        }
        if (path.equals("/users/" + forge.self().login().replace("[", "%5B").replace("]", "%5D"))) {
            return json(
                    200,
                    shapes.user(forge.self().login()).put("id", forge.self().userId()));
        }
        if (path.equals(plain() ? "/user/repos" : "/installation/repositories") && listing) {
            ObjectNode all = Json.object();
            ArrayNode list = all.putArray("repositories");
            forge.repositories().forEach(one -> list.add(shapes.repository(one)));
            return json(200, plain() ? list : all);
        }
        return json(404, message("Not Found"));
    }

    /** Whether the token was minted for that repository and access. */
    private boolean opens(String authorization, RepositoryRef repository, boolean write) {
        JsonNode asked = authorization == null ? null : tokens.get(authorization.replaceFirst("^token ", ""));
        if (asked == null) {
            return false;
        }
        boolean mine = asked.path("repository_ids").path(0).asLong() == repository.id()
                || asked.path("repositories").path(0).asText().equals(repository.name());
        return mine
                && (!write
                        || asked.path("permissions").path("contents").asText().equals("write"));
    }

    private ResponseDefinition about(Repository repository, Seen request, String tail) {
        RepositoryRef ref = repository.ref();
        String call = request.method() + " " + tail;
        String[] parts = tail.split("/");
        if (call.equals("GET ")) {
            return json(200, shapes.repository(repository));
        }
        if (call.startsWith("GET /branches/")) {
            String name = tail.substring("/branches/".length());
            return forge.branch(ref, name)
                    .map(sha -> json(200, branch(name, sha)))
                    .orElseGet(() -> json(404, message("Branch not found")));
        }
        if (call.startsWith("GET /contents/")) {
            return contents(ref, tail.substring("/contents/".length()), parameter(request, "ref"));
        }
        if (call.startsWith("GET /collaborators/")) {
            return permission(ref, parts[2]);
        }
        if (tail.startsWith("/pulls")) {
            return pulls(ref, request, parts);
        }
        if (tail.startsWith("/issues")) {
            return issues(ref, request, parts);
        }
        if (!plain() && (tail.contains("/check-runs") || tail.startsWith("/actions/"))) {
            return checks(ref, request, parts);
        }
        if (tail.startsWith("/statuses/") || tail.endsWith("/statuses")) {
            return statuses(ref, request, parts);
        }
        return json(404, message("Not Found"));
    }

    private static ObjectNode branch(String name, String sha) {
        ObjectNode node = Json.object().put("name", name);
        node.putObject("commit").put("sha", sha);
        return node;
    }

    private ResponseDefinition contents(RepositoryRef ref, String path, String revision) {
        return forge.file(ref, path, revision)
                .map(bytes -> json(
                        200,
                        Json.object()
                                .put("type", "file")
                                .put("encoding", "base64")
                                .put("content", Base64.getMimeEncoder().encodeToString(bytes))))
                .orElseGet(() -> json(404, message("Not Found")));
    }

    private ResponseDefinition permission(RepositoryRef ref, String login) {
        Permission permission = forge.permission(ref, login);
        if (plain()) {
            return permission == Permission.ADMIN || permission == Permission.NONE
                    ? json(404, message("Not Found"))
                    : json(200, Json.object().put("permission", permission.mayWrite() ? "DEVELOPER" : "GUEST"));
        }
        String word = permission.name().toLowerCase(Locale.ROOT);
        return json(200, Json.object().put("permission", word).put("role_name", word));
    }

    private ResponseDefinition pulls(RepositoryRef ref, Seen request, String[] parts) {
        JsonNode body = request.body();
        if (parts.length == 2 && request.method().equals("GET")) {
            ArrayNode list = Json.object().putArray("list");
            forge.openPullRequests(ref).forEach(pull -> list.add(pull(ref, pull)));
            return json(200, list);
        }
        if (parts.length == 2) {
            if (body.path("draft").asBoolean() && !drafts) {
                return json(422, message("Draft pull requests are not supported in this repository."));
            }
            long number = rest.createPullRequest(
                    ref,
                    new PullRequestDraft(
                            body.path("head").asText(),
                            body.path("base").asText(),
                            body.path("title").asText(),
                            body.path("body").asText(),
                            body.path("draft").asBoolean()));
            return json(201, pull(ref, forge.pullRequest(ref, number).orElseThrow()));
        }
        long number = Long.parseLong(parts[2]);
        Optional<PullRequest> found = forge.pullRequest(ref, number);
        if (found.isEmpty()) {
            return plain() ? WireMock.aResponse().withStatus(200).build() : json(404, message("Not Found"));
        }
        if (parts.length > 3) {
            return partOfPull(ref, request, number, parts[3]);
        }
        if (request.method().equals("PATCH")) {
            edit(ref, number, body);
        }
        return json(200, pull(ref, forge.pullRequest(ref, number).orElseThrow()));
    }

    private void edit(RepositoryRef ref, long number, JsonNode body) {
        String title = textOrNull(body, "title");
        String text = textOrNull(body, "body");
        if (plain() && title == null) {
            text = null; // a body alone does nothing
        } else if (plain() && text == null) {
            text = ""; // a title alone erases the body
        }
        PullRequest before = forge.pullRequest(ref, number).orElseThrow();
        boolean sameText = before.title().equals(title) && before.body().equals(text);
        rest.editPullRequest(
                ref,
                number,
                sameText ? null : title,
                sameText ? null : text,
                textOrNull(body, "base"),
                textOrNull(body, "state"));
    }

    private ResponseDefinition partOfPull(RepositoryRef ref, Seen request, long number, String part) {
        if (part.equals("merge")) {
            MergeResult result =
                    rest.merge(ref, number, request.body().path("sha").asText());
            if (result == MergeResult.MERGED) {
                return json(200, Json.object().put("merged", true));
            }
            return plain()
                    ? json(200, message("Pull Request is not mergeable").put("status", 405))
                    : json(result == MergeResult.MOVED ? 409 : 405, message("Pull Request is not mergeable"));
        }
        if (part.equals("requested_reviewers") && !plain()) {
            rest.requestReviewers(
                    ref,
                    number,
                    List.of(request.body().path("reviewers").path(0).asText()));
            return json(201, Json.object());
        }
        return part.equals("reviews") && !plain()
                ? json(200, Json.object().putArray("list"))
                : json(404, message("Not Found"));
    }

    private ResponseDefinition issues(RepositoryRef ref, Seen request, String[] parts) {
        if (parts.length == 2) {
            ArrayNode list = Json.object().putArray("list");
            world.issues(ref).stream().filter(Issue::open).forEach(issue -> list.add(shapes.issue(issue, false)));
            forge.openPullRequests(ref)
                    .forEach(pull -> list.add(issue(ref, pull.number()).orElseThrow()));
            return json(200, list);
        }
        if (parts[2].equals("comments")) {
            return comment(ref, request, parts);
        }
        long number = Long.parseLong(parts[2]);
        Optional<ObjectNode> found = issue(ref, number);
        if (parts.length == 3) {
            return found.map(node -> json(200, node)).orElseGet(() -> json(404, message("Not Found")));
        }
        if (found.isEmpty() && !(plain() && request.method().equals("GET"))) {
            return json(404, message("Not Found"));
        }
        if (parts[3].equals("comments")) {
            if (request.method().equals("POST")) {
                long id = rest.createComment(
                        ref, number, request.body().path("body").asText());
                return json(201, commentNode(ref, id).orElseThrow());
            }
            ArrayNode list = Json.object().putArray("list");
            world.comments(ref, number).forEach(one -> list.add(shapes.comment(one, ref, number)));
            return json(200, list);
        }
        if (parts[3].equals("labels")) {
            JsonNode labels = request.body().path("labels");
            rest.addLabels(ref, number, Json.names(labels, "name"));
            return json(200, Json.object().putArray("list"));
        }
        if (parts[3].equals("reactions") && !plain()) {
            rest.react(ref, number, 0, reaction(request));
            return json(201, Json.object());
        }
        return json(404, message("Not Found"));
    }

    private Optional<ObjectNode> issue(RepositoryRef ref, long number) {
        boolean isPull = forge.pullRequest(ref, number).isPresent();
        return forge.issue(ref, number).map(issue -> shapes.issue(issue, isPull));
    }

    private ResponseDefinition comment(RepositoryRef ref, Seen request, String[] parts) {
        long id = Long.parseLong(parts[3]);
        if (commentNode(ref, id).isEmpty()) {
            return json(404, message("Not Found"));
        }
        if (parts.length > 4) {
            if (plain()) {
                return json(404, message("Not Found"));
            }
            rest.react(ref, issueOf(ref, id).orElseThrow(), id, reaction(request));
            return json(201, Json.object());
        }
        if (request.method().equals("PATCH")) {
            if (!editableComments) {
                return json(404, message("Not Found"));
            }
            rest.editComment(ref, id, request.body().path("body").asText());
        }
        return json(200, commentNode(ref, id).orElseThrow());
    }

    private Optional<Long> issueOf(RepositoryRef ref, long comment) {
        List<Long> numbers = new ArrayList<>();
        world.issues(ref).forEach(issue -> numbers.add(issue.number()));
        world.pullRequests(ref).forEach(pull -> numbers.add(pull.number()));
        return numbers.stream()
                .filter(number -> world.comments(ref, number).stream().anyMatch(one -> one.id() == comment))
                .findFirst();
    }

    private Optional<ObjectNode> commentNode(RepositoryRef ref, long id) {
        return issueOf(ref, id)
                .flatMap(number -> world.comments(ref, number).stream()
                        .filter(one -> one.id() == id)
                        .map((Comment one) -> shapes.comment(one, ref, number))
                        .findFirst());
    }

    private ResponseDefinition checks(RepositoryRef ref, Seen request, String[] parts) {
        if (parts[1].equals("actions")) {
            return actions(ref, parts);
        }
        if (parts[1].equals("commits")) {
            String name = parameter(request, "check_name");
            ObjectNode all = Json.object();
            ArrayNode list = all.putArray("check_runs");
            rest.checkRuns(ref, parts[2]).forEach((id, check) -> {
                if (check.name().equals(name)) {
                    list.add(shapes.checkRun(id, check, externalIds.getOrDefault(id, "")));
                }
            });
            return json(200, all);
        }
        if (request.method().equals("GET")) {
            return parts.length == 4 ? json(200, Json.object().putArray("list")) : json(404, message("Not Found"));
        }
        JsonNode body = request.body();
        if (body.path("output").path("annotations").size() > 50) {
            return json(422, message("at most 50 annotations"));
        }
        long id;
        if (parts.length == 2) {
            id = rest.createCheckRun(ref, check(body, body.path("head_sha").asText(), List.of()));
        } else {
            id = Long.parseLong(parts[2]);
            CheckRun before = standing(ref, id);
            rest.updateCheckRun(ref, id, check(body, before.sha(), before.annotations()));
        }
        externalIds.put(id, body.path("external_id").asText());
        return json(200, shapes.checkRun(id, standing(ref, id), externalIds.get(id)));
    }

    private CheckRun standing(RepositoryRef ref, long id) {
        return forge.branch(ref, "main").stream()
                .flatMap(main -> world.branches(ref).values().stream())
                .map(sha -> rest.checkRuns(ref, sha).get(id))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static CheckRun check(JsonNode body, String sha, List<CheckRun.Annotation> before) {
        List<CheckRun.Annotation> all = new ArrayList<>(before);
        body.path("output")
                .path("annotations")
                .forEach(one -> all.add(new CheckRun.Annotation(
                        one.path("path").asText(),
                        one.path("start_line").asInt(),
                        one.path("end_line").asInt(),
                        CheckRun.Level.valueOf(
                                one.path("annotation_level").asText().toUpperCase(Locale.ROOT)),
                        one.path("message").asText())));
        Conclusion conclusion = body.path("status").asText().equals("in_progress")
                ? Conclusion.IN_PROGRESS
                : Conclusion.valueOf(body.path("conclusion").asText().toUpperCase(Locale.ROOT));
        return new CheckRun(
                body.path("name").asText(),
                sha,
                conclusion,
                body.path("output").path("title").asText(),
                body.path("output").path("summary").asText(),
                all);
    }

    private ResponseDefinition actions(RepositoryRef ref, String[] parts) {
        long id = Long.parseLong(parts[3]);
        if (parts[2].equals("jobs")) {
            String elsewhere = "http://localhost:" + port + "/blob/" + ref.owner() + "/" + ref.name() + "/" + id;
            return WireMock.aResponse()
                    .withStatus(302)
                    .withHeader("Location", elsewhere)
                    .build();
        }
        List<CiLog> logs = forge.ciLogs(ref, new CiRun(CiRun.Kind.WORKFLOW_RUN, id, "", "", ""));
        if (logs.isEmpty()) {
            return json(404, message("Not Found"));
        }
        ObjectNode all = Json.object();
        ArrayNode jobs = all.putArray("jobs");
        jobs.addObject().put("id", id * 100 + 99).put("name", "lint").put("conclusion", "success");
        for (int i = 0; i < logs.size(); i++) {
            jobs.addObject()
                    .put("id", id * 100 + i)
                    .put("name", logs.get(i).name())
                    .put("conclusion", "failure");
        }
        return json(200, all);
    }

    private ResponseDefinition blob(Seen request) {
        String[] parts = request.path().split("/");
        long job = Long.parseLong(parts[4]);
        CiRun run = new CiRun(CiRun.Kind.WORKFLOW_RUN, job / 100, "", "", "");
        CiLog log = forge.ciLogs(new RepositoryRef(0, parts[2], parts[3]), run).get((int) (job % 100));
        return WireMock.aResponse().withStatus(200).withBody(log.content()).build();
    }

    private ResponseDefinition statuses(RepositoryRef ref, Seen request, String[] parts) {
        String sha = parts[2];
        if (request.method().equals("GET")) {
            ArrayNode list = Json.object().putArray("list");
            rest.checkRuns(ref, sha).values().forEach(check -> list.add(shapes.status(check)));
            return json(200, list);
        }
        JsonNode body = request.body();
        Conclusion conclusion = switch (body.path("state").asText()) {
            case "pending" -> Conclusion.IN_PROGRESS;
            case "success" -> Conclusion.SUCCESS;
            default -> Conclusion.FAILURE;
        };
        CheckRun wanted = new CheckRun(
                body.path("context").asText(),
                sha,
                conclusion,
                body.path("description").asText(),
                "",
                List.of());
        Optional<Long> there = rest.checkRuns(ref, sha).entrySet().stream()
                .filter(entry -> entry.getValue().name().equals(wanted.name()))
                .map(Map.Entry::getKey)
                .findFirst();
        there.ifPresentOrElse(id -> rest.updateCheckRun(ref, id, wanted), () -> rest.createCheckRun(ref, wanted));
        return json(201, shapes.status(wanted));
    }

    private static Forge.Reaction reaction(Seen request) {
        return switch (request.body().path("content").asText()) {
            case "eyes" -> Forge.Reaction.EYES;
            case "+1" -> Forge.Reaction.THUMBS_UP;
            default -> Forge.Reaction.CONFUSED;
        };
    }

    private ObjectNode pull(RepositoryRef ref, PullRequest pull) {
        return shapes.pull(pull, world.reviewers(ref, pull.number()));
    }

    private static String textOrNull(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : null;
    }

    private static String parameter(Seen request, String name) {
        for (String pair : request.query().split("&")) {
            if (pair.startsWith(name + "=")) {
                return decoded(pair.substring(name.length() + 1));
            }
        }
        return "";
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    static ObjectNode message(String text) {
        return Json.object().put("message", text);
    }

    static ResponseDefinition json(int status, JsonNode body) {
        return WireMock.aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(Json.write(body))
                .build();
    }
}
