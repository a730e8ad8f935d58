package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Permission;
import dev.fettle.forge.Repository;
import dev.fettle.forge.github.GitHubServer.Flavour;
import dev.fettle.forge.github.GitHubServer.Seen;
import dev.fettle.forge.local.LocalForge;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What each request does to the state, and what is answered: one request, one thing done, and no kindness towards a client that asks twice. */
final class GitHubRoutes {
    static final String BOT_TOKEN = "bot-token-of-the-tests";
    /** What the owner granted. */
    final Map<String, String> granted = new HashMap<>(Map.ofEntries(
            Map.entry("metadata", "read"),
            Map.entry("contents", "write"),
            Map.entry("issues", "write"),
            Map.entry("pull_requests", "write"),
            Map.entry("checks", "write"),
            Map.entry("statuses", "write"),
            Map.entry("actions", "read"),
            Map.entry("security_events", "read"),
            Map.entry("vulnerability_alerts", "read"),
            Map.entry("secret_scanning_alerts", "read")));

    private static final Pattern REPOSITORY = Pattern.compile("/repos/([^/]+)/([^/]+)(/.*)?");

    private final LocalForge forge;
    private final Flavour flavour;
    private final InstantSource clock;
    private final GitHubShapes shapes;
    final PullRoutes pulls;
    final IssueRoutes issues;
    private final CheckRoutes checks;
    private final AlertRoutes alerts;
    final HookRoutes hooks;
    final GraphQlRoutes graphql;
    /** What was minted, with what was asked for it. */
    final Map<String, JsonNode> tokens = new HashMap<>();

    /** What the token could do that a request about a repository came with, the last of its kind. */
    final Map<String, JsonNode> used = new LinkedHashMap<>();

    final List<String> bearers = new ArrayList<>();

    /** As GitBucket 4.48: {@code repos} is looked up as the number of a user. */
    boolean takesReposForAUser;

    GitHubRoutes(LocalForge forge, Flavour flavour, InstantSource clock, int port) {
        this.forge = forge;
        this.flavour = flavour;
        this.clock = clock;
        this.shapes = new GitHubShapes(flavour, "http://127.0.0.1:" + port);
        this.pulls = new PullRoutes(forge, flavour, shapes);
        this.issues = new IssueRoutes(forge, flavour, shapes);
        this.checks = new CheckRoutes(forge, flavour, shapes, port);
        this.alerts = new AlertRoutes(forge, port);
        this.graphql = new GraphQlRoutes(forge);
        this.hooks = new HookRoutes(port);
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
                return request.authorized()
                        ? json(400, message("who we are is told to nobody else"))
                        : checks.blob(request);
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
            if (path.equals("/graphql") && !plain()) {
                return graphql.answer(request);
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
            if (!plain() && !opens(authorization, found.get().ref(), request)) {
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
        if (path.equals("/app/installations/1")) {
            ObjectNode node = Json.object().put("id", 1);
            ObjectNode permissions = node.putObject("permissions");
            granted.forEach(permissions::put);
            return json(200, node);
        }
        if (path.startsWith("/app/hook/deliveries")) {
            return hooks.answer(request);
        }
        Matcher repository = REPOSITORY.matcher(path);
        if (repository.matches() && "/installation".equals(repository.group(3))) {
            boolean there = forge.repository(new RepositoryRef(0, repository.group(1), repository.group(2)))
                    .isPresent();
            return there ? json(200, Json.object().put("id", 1)) : json(404, message("Not Found"));
        }
        if (path.equals("/app/installations/1/access_tokens")) {
            String token = "ghs_" + "%04d".formatted(tokens.size()) + "Canary8vT3xW9mKp2LrY7nBdQz5HsJ4f";
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
        String lists = !plain()
                ? "/installation/repositories"
                : takesReposForAUser ? "/users/" + forge.self().login() + "/repos" : "/user/repos";
        if (path.equals(lists) && listing) {
            ObjectNode all = Json.object();
            ArrayNode list = all.putArray("repositories");
            forge.repositories().forEach(one -> list.add(shapes.repository(one)));
            return json(200, plain() ? list : all);
        }
        return json(404, message("Not Found"));
    }

    /** Whether the token was minted for that repository, and may do that there. */
    private boolean opens(String authorization, RepositoryRef repository, Seen request) {
        JsonNode asked = authorization == null ? null : tokens.get(authorization.replaceFirst("^token ", ""));
        if (asked == null) {
            return false;
        }
        used.put(request.toString(), asked.path("permissions"));
        boolean mine = asked.path("repository_ids").path(0).asLong() == repository.id()
                || asked.path("repositories").path(0).asText().equals(repository.name());
        String needed = needed(request);
        return mine
                && (needed.isEmpty()
                        || Stream.of(needed.split(" or "))
                                .anyMatch(each -> asked.path("permissions")
                                        .path(each)
                                        .asText()
                                        .equals(request.writes() ? "write" : "read")));
    }

    /** The permission that GitHub's documentation names for a request; "" where any will do. */
    private static String needed(Seen request) {
        String path = request.path().replaceFirst("^/repos/[^/]+/[^/]+", "");
        if (path.startsWith("/code-scanning/")) {
            return "security_events";
        }
        if (path.startsWith("/dependabot/")) {
            return "vulnerability_alerts";
        }
        if (path.startsWith("/secret-scanning/")) {
            return "secret_scanning_alerts";
        }
        if (!request.writes()) {
            return path.startsWith("/pulls")
                    ? "pull_requests"
                    : path.startsWith("/issues") ? "issues" : path.startsWith("/contents") ? "contents" : "";
        }
        if (path.endsWith("/merge")) {
            return "contents";
        }
        if (path.startsWith("/pulls")) {
            return "pull_requests";
        }
        if (path.startsWith("/check-runs")) {
            return "checks";
        }
        return path.startsWith("/statuses/") ? "statuses" : "issues or pull_requests";
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
                    .map(sha -> json(200, protectedBy(branch(name, sha), forge.requiredChecks(ref, name))))
                    .orElseGet(() -> json(404, message("Branch not found")));
        }
        if (call.startsWith("GET /contents/")) {
            return contents(ref, tail.substring("/contents/".length()), parameter(request, "ref"));
        }
        if (call.startsWith("GET /collaborators/")) {
            return permission(ref, parts[2]);
        }
        if (tail.startsWith("/pulls")) {
            return pulls.answer(ref, request, parts);
        }
        if (tail.startsWith("/issues")) {
            return issues.answer(ref, request, parts);
        }
        if (!plain() && (tail.contains("/check-runs") || tail.startsWith("/actions/"))) {
            return checks.answer(ref, request, parts);
        }
        if (!plain() && tail.contains("/alerts")) {
            return alerts.answer(ref, request, parts);
        }
        if (tail.startsWith("/statuses/") || tail.endsWith("/statuses")) {
            return checks.statuses(ref, request, parts);
        }
        return json(404, message("Not Found"));
    }

    private static ObjectNode branch(String name, String sha) {
        ObjectNode node = Json.object().put("name", name);
        node.putObject("commit").put("sha", sha);
        return node;
    }

    /** Servers without branch protection say nothing of it. */
    private ObjectNode protectedBy(ObjectNode branch, List<String> required) {
        if (!plain()) {
            ArrayNode contexts = branch.putObject("protection")
                    .putObject("required_status_checks")
                    .putArray("contexts");
            required.forEach(contexts::add);
        }
        return branch;
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

    static String parameter(Seen request, String name) {
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
