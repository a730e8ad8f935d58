package dev.fettle.intake.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Where the results of one run are: artifacts by index or URI, below base ids that may themselves lie below others. */
final class SarifPlaces {
    private static final int DEEPEST = 10;

    private final JsonNode run;
    private final String root;

    /** @param root of the tree, as {@link TreePaths} takes it */
    SarifPlaces(JsonNode run, String root) {
        this.run = run;
        this.root = root.isEmpty() ? ownRoot(run) : root;
    }

    /** Where the tool says that the root of the checked-out tree lay. */
    private static String ownRoot(JsonNode run) {
        String mapped = run.path("versionControlProvenance")
                .path(0)
                .path("mappedTo")
                .path("uriBaseId")
                .asText("");
        for (String id : new String[] {mapped, "%SRCROOT%", "SRCROOT", "PROJECTROOT", "ROOTPATH"}) {
            Optional<String> folder = TreePaths.folder(
                    run.path("originalUriBaseIds").path(id).path("uri").asText(""));
            if (!id.isEmpty() && folder.isPresent()) {
                return folder.get();
            }
        }
        return "";
    }

    /** Whether a place names a file at all. */
    boolean named(JsonNode physicalLocation) {
        return !location(physicalLocation).path("uri").asText("").isEmpty();
    }

    /** Its path in the tree; empty when it lies outside. */
    Optional<String> path(JsonNode physicalLocation) {
        return TreePaths.of(resolved(location(physicalLocation), 0), root);
    }

    /** The path of an artifact in the tree; empty when it lies outside. */
    Optional<String> file(JsonNode location) {
        return TreePaths.of(resolved(location, 0), root);
    }

    private JsonNode location(JsonNode physicalLocation) {
        JsonNode direct = physicalLocation.path("artifactLocation");
        if (direct.has("uri") || !direct.has("index")) {
            return direct;
        }
        return run.path("artifacts").path(direct.path("index").asInt(-1)).path("location");
    }

    private String resolved(JsonNode location, int depth) {
        String uri = location.path("uri").asText("");
        JsonNode base =
                run.path("originalUriBaseIds").path(location.path("uriBaseId").asText(""));
        if (base.isMissingNode() || depth >= DEEPEST || TreePaths.folder(uri).isPresent()) {
            return uri;
        }
        String folder = resolved(base, depth + 1);
        return folder.isEmpty() || folder.endsWith("/") ? folder + uri : folder + "/" + uri;
    }
}
