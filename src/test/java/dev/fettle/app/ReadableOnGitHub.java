package dev.fettle.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.fettle.base.RepositoryRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What GitHub says of a person by the person's own token: the installations of the App that they reach, and the repositories of each that they were given, page by page. */
final class ReadableOnGitHub {
    private static final Pattern REPOSITORIES = Pattern.compile("/user/installations/(\\d+)/repositories");
    private static final Pattern PAGE = Pattern.compile("[?&]page=(\\d+)");
    /** The first account's; the others' follow. */
    private static final int FIRST = 7;

    /** What a person was given, by their login. */
    Function<String, List<RepositoryRef>> given = login -> List.of();
    /** Repositories on a page; GitHub has 100. */
    int aPage = 100;
    /** Not 0 where it answers with that status instead. */
    int trouble;

    ResponseDefinition answer(String login, String url, String api) {
        if (trouble != 0) {
            return AppServer.json(trouble, AppServer.object().put("message", "Bad credentials"));
        }
        Map<String, List<RepositoryRef>> byOwner = given.apply(login).stream()
                .collect(Collectors.groupingBy(RepositoryRef::owner, java.util.TreeMap::new, Collectors.toList()));
        List<String> owners = List.copyOf(byOwner.keySet());
        Matcher repositories = REPOSITORIES.matcher(url);
        if (!repositories.find()) {
            return AppServer.json(200, installations(owners));
        }
        int index = Integer.parseInt(repositories.group(1)) - FIRST;
        if (index < 0 || index >= owners.size()) {
            return AppServer.json(403, AppServer.object().put("message", "This installation has been suspended"));
        }
        return page(byOwner.get(owners.get(index)), url, api);
    }

    private static ObjectNode installations(List<String> owners) {
        ObjectNode answer = AppServer.object().put("total_count", owners.size() + 1);
        ArrayNode list = answer.putArray("installations");
        list.addObject().put("id", 999).put("suspended_at", "2026-01-01T00:00:00Z");
        Map<String, Integer> numbers = new HashMap<>();
        owners.forEach(owner -> {
            numbers.put(owner, FIRST + numbers.size());
            list.addObject()
                    .put("id", numbers.get(owner))
                    .putNull("suspended_at")
                    .putObject("account")
                    .put("login", owner);
        });
        return answer;
    }

    private ResponseDefinition page(List<RepositoryRef> all, String url, String api) {
        Matcher asked = PAGE.matcher(url);
        int page = asked.find() ? Integer.parseInt(asked.group(1)) : 1;
        int from = Math.min(all.size(), (page - 1) * aPage);
        int to = Math.min(all.size(), from + aPage);
        ObjectNode answer = AppServer.object().put("total_count", all.size());
        ArrayNode list = answer.putArray("repositories");
        for (RepositoryRef repository : all.subList(from, to)) {
            ObjectNode one = list.addObject()
                    .put("id", repository.id())
                    .put("name", repository.name())
                    .put("full_name", repository.slug())
                    .put("private", true);
            one.putObject("owner").put("login", repository.owner());
            one.putObject("permissions").put("pull", true).put("push", false);
        }
        String next = api + url.replaceFirst("^.*?/user/", "/user/").replaceFirst("[?&]page=\\d+", "") + "&page="
                + (page + 1);
        return AppServer.dated(200)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withHeader("Link", to < all.size() ? "<" + next + ">; rel=\"next\"" : "<" + api + ">; rel=\"first\"")
                .withBody(answer.toString())
                .build();
    }
}
