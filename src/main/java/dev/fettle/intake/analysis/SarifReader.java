package dev.fettle.intake.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.UntrustedText;
import dev.fettle.intake.Signal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads SARIF 2.1.0 of any tool. Suppressed results, those that the tool's own baseline knows, and those that tell of nothing wrong are left out; so is a place outside of
 * the tree. What makes two results the same finding though lines move are the tool's fingerprints, where it writes them.
 */
public final class SarifReader {
    /** Bytes of a file. */
    public static final int LARGEST = 20 << 20;

    private static final int MOST_RESULTS = 10_000;
    private static final int LONGEST = 2_000;
    private static final String VERSION = "2.1.";

    private final RepositoryRef repository;
    private final Instant now;
    private final String root;
    private final List<String> tools = new ArrayList<>();
    private final List<Signal.RuleFinding> findings = new ArrayList<>();
    private final SarifRuns runs;
    private final Map<NotTaken, Integer> notTaken = new EnumMap<>(NotTaken.class);

    private SarifReader(RepositoryRef repository, Instant now, String root) {
        this.repository = repository;
        this.now = now;
        this.root = root;
        this.runs = new SarifRuns(repository, now);
    }

    /**
     * Reads a file.
     *
     * @param root where the tree lay when the tool ran, an absolute path, for tools that write absolute ones; "" where that is not known
     * @throws UnreadableException when it is no SARIF 2.1.0, or too large or too deep to be read
     */
    public static SarifLog read(Path file, RepositoryRef repository, String root, Instant now)
            throws UnreadableException {
        return read(BoundedJson.read(file, LARGEST), repository, root, now);
    }

    /** The same of what was sent, by a tool that ran nobody knows where. */
    static SarifLog read(byte[] sent, RepositoryRef repository, Instant now) throws UnreadableException {
        return read(BoundedJson.read(sent), repository, "", now);
    }

    private static SarifLog read(JsonNode log, RepositoryRef repository, String root, Instant now)
            throws UnreadableException {
        String version = log.path("version").asText("");
        if (!version.startsWith(VERSION) || !log.path("runs").isArray()) {
            throw new UnreadableException(
                    "it is no SARIF 2.1.0" + (version.isEmpty() ? "" : ", but " + UntrustedText.oneLine(version, 20)));
        }
        SarifReader reader =
                new SarifReader(repository, now, TreePaths.folder(root).orElse(""));
        log.path("runs").forEach(reader::run);
        return new SarifLog(
                reader.tools,
                reader.findings,
                reader.notTaken,
                reader.runs.ended(!reader.notTaken.containsKey(NotTaken.TOO_MANY)));
    }

    private void run(JsonNode run) {
        String tool = UntrustedText.oneLine(run.at("/tool/driver/name").asText("tool"), 100);
        tools.add(tool);
        SarifPlaces places = new SarifPlaces(run, root);
        SarifRules rules = new SarifRules(run.path("tool"));
        List<Signal.RuleFinding> present = new ArrayList<>();
        boolean placed = run.path("results").isEmpty();
        for (JsonNode result : run.path("results")) {
            if (findings.size() >= MOST_RESULTS) {
                count(NotTaken.TOO_MANY);
                continue;
            }
            Optional<NotTaken> whyNot = whyNot(result);
            whyNot.ifPresent(this::count);
            if (whyNot.isPresent() && !unchanged(result)) {
                placed = true;
                continue;
            }
            JsonNode place = result.path("locations").path(0).path("physicalLocation");
            Optional<String> path = places.named(place) ? places.path(place) : Optional.empty();
            placed |= path.isPresent();
            path.ifPresent(file -> present.add(finding(result, rules.of(result), file, place)));
            if (whyNot.isEmpty()) {
                path.ifPresentOrElse(
                        file -> findings.add(present.get(present.size() - 1)),
                        () -> count(places.named(place) ? NotTaken.OUTSIDE_THE_TREE : NotTaken.NO_PLACE));
            }
        }
        runs.add(run, tool, places, present, placed);
    }

    /** It is no news, and it is still there. */
    private static boolean unchanged(JsonNode result) {
        return result.path("baselineState").asText("").equals("unchanged") && !suppressed(result.path("suppressions"));
    }

    private void count(NotTaken reason) {
        int unused = notTaken.merge(reason, 1, Integer::sum);
    }

    private static Optional<NotTaken> whyNot(JsonNode result) {
        String baseline = result.path("baselineState").asText("");
        if (baseline.equals("absent") || baseline.equals("unchanged")) {
            return Optional.of(NotTaken.NOT_NEW);
        }
        if (suppressed(result.path("suppressions"))) {
            return Optional.of(NotTaken.SUPPRESSED);
        }
        String kind = result.path("kind").asText("fail");
        return kind.equals("fail") || kind.equals("open") || kind.equals("review")
                ? Optional.empty()
                : Optional.of(NotTaken.NO_FAILURE);
    }

    /** As the standard has it: at least one, and none that a person still has to decide on or has turned down. */
    private static boolean suppressed(JsonNode suppressions) {
        if (suppressions.isEmpty()) {
            return false;
        }
        for (JsonNode suppression : suppressions) {
            String status = suppression.path("status").asText("accepted");
            if (!status.equals("accepted")) {
                return false;
            }
        }
        return true;
    }

    private Signal.RuleFinding finding(JsonNode result, SarifRules.Rule rule, String path, JsonNode place) {
        int line = Math.max(0, place.path("region").path("startLine").asInt(0));
        return new Signal.RuleFinding(
                repository,
                now,
                rule.id(),
                path,
                line,
                UntrustedText.oneLine(rule.message(result), LONGEST),
                rule.severity(result),
                identity(result),
                UntrustedText.oneLine(
                        result.path("fixes")
                                .path(0)
                                .path("description")
                                .path("text")
                                .asText(""),
                        LONGEST),
                false);
    }

    /** The tool's whole fingerprints before its partial ones; of each the first by name, so that the order of a file does not matter. */
    private static String identity(JsonNode result) {
        for (String kind : List.of("fingerprints", "partialFingerprints")) {
            JsonNode prints = result.path(kind);
            List<String> names = new ArrayList<>();
            prints.fieldNames().forEachRemaining(names::add);
            Optional<String> first = names.stream().sorted().findFirst();
            if (first.isPresent()) {
                return UntrustedText.oneLine(
                        first.get() + "=" + prints.path(first.get()).asText(""), 300);
            }
        }
        return "";
    }
}
