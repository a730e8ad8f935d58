package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.ForgeException;
import java.util.Base64;
import java.util.Optional;

/** What is in a repository: branches and files. */
final class Branches {
    private static final String RAW = "base64";

    private final Api api;

    Branches(Api api) {
        this.api = api;
    }

    /** The commit of a branch. A branch of another name, to which GitHub leads after a rename, is not it. */
    Optional<String> find(RepositoryRef repository, String branch) {
        return api.find(repository, "/branches/" + Addresses.path(branch))
                .filter(node -> Json.text(node, "name").equals(branch))
                .map(node -> Json.text(node.path("commit"), "sha"))
                .filter(sha -> !sha.isEmpty());
    }

    /** A file's bytes, of at most a megabyte: that is what GitHub gives in JSON. */
    Optional<byte[]> file(RepositoryRef repository, String path, String revision) {
        Optional<JsonNode> found =
                api.find(repository, "/contents/" + Addresses.path(path) + "?ref=" + Addresses.query(revision));
        if (found.isEmpty() || !Json.text(found.get(), "type").equals("file")) {
            return Optional.empty();
        }
        JsonNode file = found.get();
        if (!Json.text(file, "encoding").equals(RAW)) {
            throw new ForgeException(
                    ForgeException.Kind.REFUSED,
                    repository.slug() + ": the forge does not give the content of " + path + ", it is too large",
                    null,
                    null);
        }
        try {
            return Optional.of(Base64.getMimeDecoder().decode(Json.text(file, "content")));
        } catch (IllegalArgumentException e) {
            throw new ForgeException(ForgeException.Kind.UNAVAILABLE, path + ": the content is not base64", null, e);
        }
    }
}
