package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Open alerts of code scanning, Dependabot and secret scanning. Of a secret only its kind and place are read. */
final class Alerts {
    /** With 100 a page. What lies beyond comes up when these are dealt with. */
    private static final int MOST_PAGES = 20;

    /** Alerts whose place takes a question of its own. */
    private static final int MOST_PLACES = 20;

    private static final Pattern NEXT = Pattern.compile("<[^>]*[?&]after=([^&>]+)[^>]*>;\\s*rel=\"next\"");

    private final Api api;

    Alerts(Api api) {
        this.api = api;
    }

    List<Alert> of(RepositoryRef repository, Alert.Kind kind) {
        return switch (kind) {
            case CODE ->
                api.all(repository, "/code-scanning/alerts?state=open", "").stream()
                        .map(Alerts::code)
                        .toList();
            case DEPENDENCY -> dependencies(repository);
            case SECRET -> secrets(repository);
        };
    }

    private static Alert code(JsonNode node) {
        JsonNode rule = node.path("rule");
        JsonNode instance = node.path("most_recent_instance");
        String security = Json.text(rule, "security_severity_level");
        String message = Json.text(instance.path("message"), "text");
        return new Alert.Code(
                node.path("number").asLong(),
                Json.text(node, "html_url"),
                Json.text(node.path("tool"), "name"),
                Json.text(rule, "id"),
                severity(security.isEmpty() ? Json.text(rule, "severity") : security),
                Json.text(instance.path("location"), "path"),
                instance.path("location").path("start_line").asInt(0),
                message.isEmpty() ? Json.text(rule, "description") : message);
    }

    /** Dependabot's list has no page numbers: each answer names the place where the next one starts. */
    private List<Alert> dependencies(RepositoryRef repository) {
        List<Alert> found = new ArrayList<>();
        String after = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Answer answer = api.read(repository, "/dependabot/alerts?state=open&per_page=100" + after)
                    .orThrow();
            answer.json().forEach(node -> found.add(dependency(node)));
            String link = answer.headers().get("Link");
            Matcher next = NEXT.matcher(link == null ? "" : link);
            if (!next.find()) {
                return found;
            }
            after = "&after=" + next.group(1);
        }
        return found;
    }

    private static Alert dependency(JsonNode node) {
        JsonNode vulnerability = node.path("security_vulnerability");
        JsonNode advisory = node.path("security_advisory");
        JsonNode dependency = node.path("dependency");
        return new Alert.Dependency(
                node.path("number").asLong(),
                Json.text(node, "html_url"),
                Json.text(dependency.path("package"), "ecosystem"),
                Json.text(dependency.path("package"), "name"),
                Json.text(dependency, "manifest_path"),
                Json.text(advisory, "ghsa_id"),
                severity(Json.text(vulnerability, "severity")),
                Json.text(advisory, "summary"),
                Json.text(vulnerability.path("first_patched_version"), "identifier"));
    }

    private List<Alert> secrets(RepositoryRef repository) {
        List<Alert> found = new ArrayList<>();
        int asked = 0;
        for (JsonNode node : api.all(repository, "/secret-scanning/alerts?state=open&hide_secret=true", "")) {
            long number = node.path("number").asLong();
            JsonNode place = node.path("first_location_detected");
            if (Json.text(place, "path").isEmpty() && asked < MOST_PLACES) {
                asked++;
                place = place(repository, number);
            }
            found.add(new Alert.LeakedSecret(
                    number,
                    Json.text(node, "html_url"),
                    Json.text(node, "secret_type").toLowerCase(Locale.ROOT).replace('_', '-'),
                    Json.text(place, "path"),
                    place.path("start_line").asInt(0)));
        }
        return found;
    }

    /** Older servers tell of places in a list of their own. */
    private JsonNode place(RepositoryRef repository, long number) {
        for (JsonNode location : api.allOrNone(repository, "/secret-scanning/alerts/" + number + "/locations", "")) {
            if (Json.text(location, "type").equals("commit")) {
                return location.path("details");
            }
        }
        return Json.object();
    }

    private static String severity(String word) {
        return switch (word) {
            case "critical" -> "critical";
            case "high", "error" -> "high";
            case "low", "note", "none" -> "low";
            default -> "medium";
        };
    }
}
