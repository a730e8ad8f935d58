package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CommentOn;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.ForgeException.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comments of a repository since some time: in one list where the server has it, else issue by issue. */
final class NewComments {
    private static final Pattern PLACE = Pattern.compile("/(issues|pulls?)/(\\d{1,18})(?:#.*)?$");

    /** So many issues and pull requests are asked one by one, the newest first. */
    private static final int MOST_ASKED = 100;

    private final Api api;

    NewComments(Api api) {
        this.api = api;
    }

    List<CommentOn> since(RepositoryRef repository, Instant since) {
        List<CommentOn> all = new ArrayList<>();
        try {
            String path = "/issues/comments?sort=created&direction=asc&since=" + Addresses.query(since.toString());
            for (JsonNode node : api.all(repository, path, "")) {
                number(node)
                        .ifPresent(number -> read(node, number, isPull(node)).ifPresent(all::add));
            }
        } catch (ForgeException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            all.addAll(oneByOne(repository));
        }
        return all.stream()
                .filter(comment -> !comment.created().isBefore(since))
                .sorted(Comparator.comparing(CommentOn::created))
                .toList();
    }

    private List<CommentOn> oneByOne(RepositoryRef repository) {
        List<CommentOn> all = new ArrayList<>();
        List<JsonNode> pulls = api.allOrNone(repository, "/pulls?state=open", "");
        List<Long> pullNumbers =
                pulls.stream().map(node -> node.path("number").asLong()).toList();
        List<Long> numbers = new ArrayList<>(pullNumbers);
        api.allOrNone(repository, "/issues?state=open", "")
                .forEach(node -> numbers.add(node.path("number").asLong()));
        numbers.stream()
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(MOST_ASKED)
                .forEach(number -> api.allOrNone(repository, "/issues/" + number + "/comments", "")
                        .forEach(node ->
                                read(node, number, pullNumbers.contains(number)).ifPresent(all::add)));
        return all;
    }

    /** Empty for one that was edited, or whose time the server does not tell. */
    private static Optional<CommentOn> read(JsonNode node, long number, boolean onPullRequest) {
        String created = Json.text(node, "created_at");
        String updated = Json.text(node, "updated_at");
        if (!updated.isEmpty() && !updated.equals(created)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CommentOn(number, onPullRequest, Views.comment(node), Instant.parse(created)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong number(JsonNode node) {
        for (String field : List.of("issue_url", "html_url")) {
            Matcher place = PLACE.matcher(Json.text(node, field));
            if (place.find()) {
                return OptionalLong.of(Long.parseLong(place.group(2)));
            }
        }
        return OptionalLong.empty();
    }

    private static boolean isPull(JsonNode node) {
        Matcher place = PLACE.matcher(Json.text(node, "html_url"));
        return place.find() && place.group(1).startsWith("pull");
    }
}
