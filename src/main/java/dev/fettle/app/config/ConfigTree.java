package dev.fettle.app.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.fettle.base.settings.SettingsException.Mistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON or YAML into {@link ConfigNode}s. Only plain values: a tag, an alias, a second document, a name that occurs twice, deep
 * nesting or a big file is a mistake, so that nothing in a repository's file can grow, run or hide.
 */
final class ConfigTree {
    private static final Pattern PLACE = Pattern.compile("(?m)^ in .{1,40}, line (\\d{1,6}), column ");
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_DEPTH = 20;
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MOST_DEPTH)
            .maxStringLength(MOST_BYTES)
            .maxNumberLength(50)
            .maxDocumentLength(2L * MOST_BYTES)
            .build();

    private final String source;
    private final List<Mistake> mistakes;

    /**
     * @param source the file's name, for the mistakes
     * @param mistakes those found are added to it
     */
    ConfigTree(String source, List<Mistake> mistakes) {
        this.source = source;
        this.mistakes = mistakes;
    }

    Optional<ConfigNode> json(byte[] content) {
        return read(
                content,
                JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build());
    }

    Optional<ConfigNode> yaml(byte[] content) {
        return read(
                content,
                YAMLFactory.builder().streamReadConstraints(CONSTRAINTS).build());
    }

    private Optional<ConfigNode> read(byte[] content, JsonFactory factory) {
        if (content.length > MOST_BYTES) {
            mistake(0, "is " + content.length / 1024 + " KB; at most " + MOST_BYTES / 1024 + " KB are read");
            return Optional.empty();
        }
        try (JsonParser parser = factory.createParser(content)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return Optional.empty();
            }
            ConfigNode root = node(parser, first);
            if (parser.nextToken() != null) {
                mistake(line(parser), "a second document starts here; only one is read");
            }
            return Optional.of(root);
        } catch (JsonProcessingException e) {
            int line = saidLine(e.getOriginalMessage())
                    .orElse(
                            e.getLocation() == null
                                    ? 0
                                    : Math.max(0, e.getLocation().getLineNr()));
            mistake(line, "cannot be read: " + firstLine(e.getOriginalMessage()));
            return Optional.empty();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            mistake(0, "cannot be read: " + firstLine(e.getMessage()));
            return Optional.empty();
        }
    }

    private ConfigNode node(JsonParser parser, JsonToken token) throws IOException {
        int line = line(parser);
        refuseTricks(parser, line);
        return switch (token) {
            case START_OBJECT -> section(parser, line);
            case START_ARRAY -> items(parser, line);
            case VALUE_STRING -> new ConfigNode.Text(line, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new ConfigNode.Numeral(line, parser.getText());
            case VALUE_TRUE -> new ConfigNode.Flag(line, true);
            case VALUE_FALSE -> new ConfigNode.Flag(line, false);
            default -> new ConfigNode.Nothing(line);
        };
    }

    private ConfigNode section(JsonParser parser, int line) throws IOException {
        Map<String, ConfigNode.Member> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int at = line(parser);
            ConfigNode value = node(parser, parser.nextToken());
            ConfigNode.Member before = members.putIfAbsent(name, new ConfigNode.Member(at, value));
            if (before != null) {
                mistake(at, "'" + name + "' stands here a second time (first on line " + before.line() + ")");
            }
        }
        return new ConfigNode.Section(line, members);
    }

    private ConfigNode items(JsonParser parser, int line) throws IOException {
        List<ConfigNode> items = new ArrayList<>();
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY && token != null) {
            items.add(node(parser, token));
        }
        return new ConfigNode.Items(line, items);
    }

    private void refuseTricks(JsonParser parser, int line) throws IOException {
        if (parser instanceof YAMLParser yaml) {
            if (yaml.isCurrentAlias()) {
                mistake(line, "'*" + yaml.getText() + "' is an alias; write the value itself");
            }
            if (yaml.getTypeId() != null) {
                mistake(line, "'!" + yaml.getTypeId() + "' is a tag; write the value without it");
            }
        }
    }

    private void mistake(int line, String message) {
        mistakes.add(new Mistake(source, line, message));
    }

    private static int line(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    /** The last place that YAML's own words name is where it went wrong; what comes with them may be where it began to read. */
    private static OptionalInt saidLine(@Nullable String message) {
        Matcher place = PLACE.matcher(message == null ? "" : message);
        OptionalInt line = OptionalInt.empty();
        while (place.find()) {
            line = OptionalInt.of(Integer.parseInt(place.group(1)));
        }
        return line;
    }

    /** Of YAML the first line tells what it was at, and a later one what is wrong; those between, set in, show the place. */
    private static String firstLine(@Nullable String message) {
        List<String> lines = message == null
                ? List.of()
                : message.lines().filter(line -> !line.startsWith(" ")).toList();
        if (lines.isEmpty()) {
            return "it is no valid file";
        }
        boolean more = lines.get(0).startsWith("while ") && lines.size() > 1;
        return more ? lines.get(0) + ": " + lines.get(1) : lines.get(0);
    }
}
