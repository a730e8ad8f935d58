package dev.fettle.intake.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.UntrustedText;
import dev.fettle.intake.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which analyses the runs of a log are of, so that what a later run of the same one does not find any more is known to be gone: the same tool, category and branch. The category is what stands before
 * the last slash of a run's id, as GitHub takes it; an id without one is of that run alone, or of an analysis that is always called so.
 */
final class SarifRuns {
    /** Files that a run says it looked at; one that names more is taken for one that did not see everything. */
    private static final int MOST_FILES = 5_000;

    private static final int LONGEST = 200;

    private final RepositoryRef repository;
    private final Instant now;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    SarifRuns(RepositoryRef repository, Instant now) {
        this.repository = repository;
        this.now = now;
    }

    /** What is known of one analysis so far. */
    private static final class Part {
        final String tool;
        final String category;
        final String branch;
        final String revision;
        final Set<String> files = new LinkedHashSet<>();
        final List<Signal.RuleFinding> present = new ArrayList<>();
        boolean whole = true;
        boolean everyFile;

        Part(String tool, String category, String branch, String revision) {
            this.tool = tool;
            this.category = category;
            this.branch = branch;
            this.revision = revision;
        }
    }

    /**
     * Takes in one run.
     *
     * @param present what it found, whatever else is left out of it
     * @param understood whether all of its results could be placed
     */
    void add(JsonNode run, String tool, SarifPlaces places, List<Signal.RuleFinding> present, boolean understood) {
        JsonNode version = run.path("versionControlProvenance").path(0);
        String category = category(run.path("automationDetails").path("id").asText(""));
        String branch = short200(version.path("branch").asText("").replaceFirst("^refs/heads/", ""));
        Part part = parts.computeIfAbsent(
                tool + "\n" + category + "\n" + branch,
                key -> new Part(
                        tool,
                        category,
                        branch,
                        short200(version.path("revisionId").asText(""))));
        part.present.addAll(present);
        part.whole &= understood && ended(run);
        List<String> files = targets(run, places);
        part.everyFile |= files.isEmpty();
        part.files.addAll(files);
    }

    /** One signal for each analysis. */
    List<Signal.AnalysisEnded> ended(boolean all) {
        return parts.values().stream()
                .map(part -> new Signal.AnalysisEnded(
                        repository,
                        now,
                        part.tool,
                        part.category,
                        part.branch,
                        part.revision,
                        all && part.whole && (part.everyFile || part.files.size() <= MOST_FILES),
                        part.everyFile || part.files.size() > MOST_FILES ? List.of() : List.copyOf(part.files),
                        part.present))
                .toList();
    }

    /** Results that are missing altogether, or null, were not looked for. */
    private static boolean ended(JsonNode run) {
        if (!run.path("results").isArray()) {
            return false;
        }
        for (JsonNode invocation : run.path("invocations")) {
            if (!invocation.path("executionSuccessful").asBoolean(true)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> targets(JsonNode run, SarifPlaces places) {
        List<String> files = new ArrayList<>();
        for (JsonNode artifact : run.path("artifacts")) {
            for (JsonNode role : artifact.path("roles")) {
                if (role.asText("").equals("analysisTarget")) {
                    Optional<String> path = places.file(artifact.path("location"));
                    path.ifPresent(files::add);
                }
            }
        }
        return files;
    }

    private static String category(String id) {
        int slash = id.lastIndexOf('/');
        return short200(slash < 0 ? id : id.substring(0, slash));
    }

    private static String short200(String text) {
        return UntrustedText.oneLine(text, LONGEST);
    }
}
