package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.ForgeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Requests about one repository. A path is what stands behind {@code /repos/owner/name}. */
final class Api {
    private final Rest rest;
    private final Credentials credentials;

    Api(Rest rest, Credentials credentials) {
        this.rest = rest;
        this.credentials = credentials;
    }

    Credentials credentials() {
        return credentials;
    }

    /** A text as this server can show it: {@link Bodies}. */
    String fit(String text) {
        return Bodies.fit(credentials.folds() ? text : Bodies.unfolded(text));
    }

    /** The same with the marker in it. */
    String marked(String text, String marker) {
        return Bodies.marked(credentials.folds() ? text : Bodies.unfolded(text), marker);
    }

    /** When the next write for a repository may be sent. */
    ForgeException nextWriteFor(RepositoryRef repository, String why) {
        return rest.limits().nextWriteFor(credentials.principal(repository), why);
    }

    /** What is there; empty where the server says that it is not. */
    Optional<JsonNode> find(RepositoryRef repository, String path) {
        Answer answer = read(repository, path);
        if (answer.missing()) {
            return Optional.empty();
        }
        JsonNode node = answer.orThrow().json();
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }

    /** What must be there. */
    JsonNode get(RepositoryRef repository, String path) {
        return find(repository, path).orElseThrow(() -> missing(repository, path));
    }

    /** All elements of a list that must be there. */
    List<JsonNode> all(RepositoryRef repository, String path, String field) {
        return Rest.all(one -> read(repository, one), path, field);
    }

    /** All elements of a list, none where the server has no such list. */
    List<JsonNode> allOrNone(RepositoryRef repository, String path, String field) {
        try {
            return all(repository, path, field);
        } catch (ForgeException e) {
            if (e.kind() == ForgeException.Kind.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    /** Reads, whatever the answer. */
    Answer read(RepositoryRef repository, String path) {
        return as(repository, Stage.ofRead(path), asker -> rest.read(asker, at(repository, path)));
    }

    /** Downloads a text, whatever the answer. */
    Answer download(RepositoryRef repository, String path, int most) {
        return as(repository, Stage.ofRead(path), asker -> rest.download(asker, at(repository, path), most));
    }

    /** Writes, whatever the answer. */
    Answer write(RepositoryRef repository, String method, String path, JsonNode body) {
        return as(repository, Stage.ofWrite(path), asker -> rest.write(asker, method, at(repository, path), body));
    }

    Answer graphql(RepositoryRef repository, JsonNode body) {
        return as(repository, Stage.CHANGE, asker -> rest.graphql(asker, body));
    }

    /** A token that is not accepted was not used for anything: once more with a new one, where there can be one. */
    private Answer as(RepositoryRef repository, Stage stage, Function<Rest.Asker, Answer> call) {
        Answer answer = call.apply(asker(repository, stage));
        if (answer.status() == 401 && credentials.renew(repository, stage)) {
            return call.apply(asker(repository, stage));
        }
        return answer;
    }

    private Rest.Asker asker(RepositoryRef repository, Stage stage) {
        return new Rest.Asker(credentials.principal(repository), "token", credentials.token(repository, stage));
    }

    private static String at(RepositoryRef repository, String path) {
        return "/repos/" + repository.slug() + path;
    }

    static ForgeException missing(RepositoryRef repository, String path) {
        return new ForgeException(
                ForgeException.Kind.NOT_FOUND, repository.slug() + " has nothing at " + path, null, null);
    }
}
