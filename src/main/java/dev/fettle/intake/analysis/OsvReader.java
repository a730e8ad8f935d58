package dev.fettle.intake.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.UntrustedText;
import dev.fettle.build.Advisory;
import dev.fettle.build.Advisory.Event;
import dev.fettle.build.Advisory.Range;
import dev.fettle.build.Advisory.What;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads published vulnerabilities in the OSV format: a record, an answer with {@code vulns}, or a folder of either. Withdrawn ones are left out. */
public final class OsvReader {
    private static final int LARGEST = 8 << 20;
    private static final int MOST_FILES = 200_000;
    private static final int DEEPEST = 8;

    private final String ecosystem;
    private final List<Advisory> advisories = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();

    private OsvReader(String ecosystem) {
        this.ecosystem = ecosystem;
    }

    /**
     * What was read.
     *
     * @param unread files that could not be, each with why
     */
    public record Advisories(List<Advisory> all, List<String> unread) {
        public Advisories {
            all = List.copyOf(all);
            unread = List.copyOf(unread);
        }
    }

    /**
     * Reads a file, or all {@code .json} files of a folder.
     *
     * @param ecosystem whose packages are wanted, such as {@code Maven}
     * @throws UnreadableException when there is none, or a file that was named itself cannot be read
     */
    public static Advisories read(Path place, String ecosystem) throws UnreadableException {
        OsvReader reader = new OsvReader(ecosystem);
        if (Files.isDirectory(place)) {
            reader.folder(place);
        } else if (Files.isRegularFile(place)) {
            reader.file(place);
        } else {
            throw new UnreadableException("there is no such file or folder");
        }
        return new Advisories(reader.advisories, reader.unread);
    }

    private void folder(Path folder) throws UnreadableException {
        try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
            List<Path> files = all.filter(path ->
                            path.toString().endsWith(".json") && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .toList();
            if (files.size() > MOST_FILES) {
                throw new UnreadableException("it has more than " + MOST_FILES + " files");
            }
            for (Path file : files) {
                try {
                    file(file);
                } catch (UnreadableException e) {
                    unread.add(folder.relativize(file) + ": " + e.getMessage());
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new UnreadableException("it cannot be read: " + e.getMessage());
        }
    }

    private void file(Path file) throws UnreadableException {
        JsonNode node = BoundedJson.read(file, LARGEST);
        if (node.path("vulns").isArray()) {
            node.path("vulns").forEach(this::vulnerability);
        } else if (node.has("id") && node.has("affected")) {
            vulnerability(node);
        } else {
            throw new UnreadableException("it is no advisory in the OSV format");
        }
    }

    private void vulnerability(JsonNode node) {
        if (!node.path("withdrawn").asText("").isEmpty()) {
            return;
        }
        String id = UntrustedText.oneLine(node.path("id").asText(""), 100);
        String summary = UntrustedText.oneLine(
                node.path("summary").asText(node.path("details").asText("")), 300);
        for (JsonNode affected : node.path("affected")) {
            JsonNode dependency = affected.path("package");
            if (!dependency.path("ecosystem").asText("").equalsIgnoreCase(ecosystem)) {
                continue;
            }
            List<String> versions = new ArrayList<>();
            affected.path("versions").forEach(version -> versions.add(version.asText("")));
            advisories.add(new Advisory(
                    id,
                    severity(node, affected),
                    summary,
                    dependency.path("name").asText(""),
                    ranges(affected),
                    versions));
        }
    }

    private static List<Range> ranges(JsonNode affected) {
        List<Range> ranges = new ArrayList<>();
        for (JsonNode range : affected.path("ranges")) {
            if (range.path("type").asText("").equals("GIT")) {
                continue; // commits, not versions
            }
            List<Event> events = new ArrayList<>();
            for (JsonNode event : range.path("events")) {
                event(event, "introduced", What.INTRODUCED).ifPresent(events::add);
                event(event, "fixed", What.FIXED).ifPresent(events::add);
                event(event, "last_affected", What.LAST_AFFECTED).ifPresent(events::add);
            }
            ranges.add(new Range(events));
        }
        return ranges;
    }

    private static Optional<Event> event(JsonNode node, String field, What what) {
        String version = node.path(field).asText("");
        return version.isEmpty() || version.length() > 200 ? Optional.empty() : Optional.of(new Event(what, version));
    }

    /** In words where a database says it, as all of GitHub's do; else nobody knows, and it is in the middle. */
    private static String severity(JsonNode node, JsonNode affected) {
        for (JsonNode source : List.of(
                node.path("database_specific"),
                affected.path("database_specific"),
                affected.path("ecosystem_specific"))) {
            switch (source.path("severity").asText("").toUpperCase(Locale.ROOT)) {
                case "CRITICAL" -> {
                    return "critical";
                }
                case "HIGH" -> {
                    return "high";
                }
                case "MODERATE", "MEDIUM" -> {
                    return "medium";
                }
                case "LOW" -> {
                    return "low";
                }
                default -> {}
            }
        }
        return "medium";
    }
}
