package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Issue;
import dev.fettle.forge.IssueDraft;
import dev.fettle.forge.StandingIssue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Issues of ours: found again by author and marker, wherever they stand. */
final class Issues {
    private static final Logger LOG = LoggerFactory.getLogger(Issues.class);
    private static final String PIN = "mutation($id: ID!) { pinIssue(input: {issueId: $id}) { issue { number } } }";
    private static final String EDITOR = "query($owner: String!, $name: String!, $number: Int!) {"
            + " repository(owner: $owner, name: $name) { issue(number: $number) {"
            + " editor { login __typename } author { login __typename } } } }";

    private final Api api;
    private final Comments comments;
    /** Repositories whose server answers that it cannot edit an issue which is there. */
    private final Set<String> uneditable = ConcurrentHashMap.newKeySet();

    Issues(Api api, Comments comments) {
        this.api = api;
        this.comments = comments;
    }

    StandingIssue ensure(RepositoryRef repository, IssueDraft draft) {
        String text = api.marked(draft.body(), draft.marker());
        Optional<Issue> standing = standing(repository, draft);
        if (standing.isEmpty()) {
            ObjectNode wanted = Json.object().put("title", draft.title()).put("body", text);
            Issue made = Views.issue(api.write(repository, "POST", "/issues", wanted)
                            .orThrow()
                            .json())
                    .orElseThrow(() -> Api.missing(repository, "/issues"));
            return new StandingIssue(made, true);
        }
        Issue now = standing.get();
        if (now.open() && Bodies.same(now.body(), text)) {
            return new StandingIssue(now, true);
        }
        if (!now.open() || !IssueDraft.print(now.body()).equals(draft.expected())) {
            return new StandingIssue(now, false);
        }
        return uneditable.contains(repository.key()) ? said(repository, now, draft) : edited(repository, now, text);
    }

    private StandingIssue edited(RepositoryRef repository, Issue now, String text) {
        String path = "/issues/" + now.number();
        Answer answer = api.write(repository, "PATCH", path, Json.object().put("body", text));
        if (!answer.missing()) {
            answer.orThrow();
            return new StandingIssue(
                    new Issue(now.number(), now.title(), text, now.author(), true, now.labels(), now.url()), true);
        }
        // either a person deleted it just now, or the server has no such request
        if (api.find(repository, path).isPresent()) {
            uneditable.add(repository.key());
        }
        throw api.nextWriteFor(repository, "the issue cannot be edited; a comment comes next");
    }

    private StandingIssue said(RepositoryRef repository, Issue now, IssueDraft draft) {
        comments.ensure(repository, now.number(), draft.marker(), draft.comment());
        return new StandingIssue(now, true);
    }

    private Optional<Issue> standing(RepositoryRef repository, IssueDraft draft) {
        Optional<Issue> known = draft.number() == 0
                ? Optional.empty()
                : api.find(repository, "/issues/" + draft.number())
                        .flatMap(Views::issue)
                        .filter(issue -> ours(issue, draft.marker()));
        return known.isPresent() ? known : byMarker(repository, draft.marker());
    }

    /** All that are open, since no filter is trusted to tell of ours; and those that a filter knows, since ours may be closed. */
    private Optional<Issue> byMarker(RepositoryRef repository, String marker) {
        String self = Addresses.query(api.credentials().self().login());
        List<JsonNode> open = api.allOrNone(repository, "/issues?state=open", "");
        List<JsonNode> all = api.allOrNone(repository, "/issues?state=all&creator=" + self, "");
        return Stream.concat(open.stream(), all.stream())
                .filter(node -> node.path("pull_request").isMissingNode()
                        || node.path("pull_request").isNull())
                .flatMap(node -> Views.issue(node).stream())
                .filter(issue -> ours(issue, marker))
                .min(Comparator.comparing((Issue issue) -> !issue.open()).thenComparing(Issue::number));
    }

    private boolean ours(Issue issue, String marker) {
        return issue.author().equalsIgnoreCase(api.credentials().self().login())
                && issue.body().contains(marker);
    }

    /** Only GraphQL can do this; where there is none, or three are pinned already, the issue stays as it is. */
    void pin(RepositoryRef repository, long number) {
        String id = Json.text(api.get(repository, "/issues/" + number), "node_id");
        if (id.isEmpty()) {
            LOG.info("{}: issue #{} is not pinned: the server has no such thing", repository.slug(), number);
            return;
        }
        ObjectNode body = Json.object().put("query", PIN);
        body.putObject("variables").put("id", id);
        Answer answer = api.graphql(repository, body);
        if (!answer.ok() || !answer.json().path("errors").isEmpty()) {
            LOG.info(
                    "{}: issue #{} is not pinned: {} {} {}",
                    repository.slug(),
                    number,
                    answer.status(),
                    answer.message(),
                    Json.text(answer.json().path("errors").path(0), "message"));
        }
    }

    /** Only GraphQL tells. */
    Optional<String> lastEditor(RepositoryRef repository, long number) {
        ObjectNode body = Json.object().put("query", EDITOR);
        body.putObject("variables")
                .put("owner", repository.owner())
                .put("name", repository.name())
                .put("number", number);
        Answer answer = api.graphql(repository, body);
        if (answer.missing()) {
            return Optional.empty();
        }
        JsonNode issue = answer.orThrow().json().path("data").path("repository").path("issue");
        return login(issue.path("editor")).or(() -> login(issue.path("author")));
    }

    /** GraphQL says {@code fettle} of what REST calls {@code fettle[bot]}. */
    private static Optional<String> login(JsonNode actor) {
        String login = Json.text(actor, "login");
        if (login.isEmpty()) {
            return Optional.empty();
        }
        boolean bot = Json.text(actor, "__typename").equals("Bot");
        return Optional.of(bot && !login.endsWith("[bot]") ? login + "[bot]" : login);
    }
}
