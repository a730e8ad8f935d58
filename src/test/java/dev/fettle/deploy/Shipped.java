package dev.fettle.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of {@code deploy/}, as those read them who run them. */
public final class Shipped {
    private static final Pattern VARIABLE = Pattern.compile("\\b(FETTLE_[A-Z_]+)=(\\S+)");

    private Shipped() {}

    /** The text of one of them. */
    static String text(String file) throws IOException {
        return Files.readString(Path.of("deploy", file));
    }

    /** Fettle's own variables that the image sets. */
    public static Map<String, String> image() throws IOException {
        return variables(text("Dockerfile"));
    }

    /** Those that the unit sets. */
    public static Map<String, String> unit() throws IOException {
        return variables(text("fettle.service"));
    }

    static Map<String, String> variables(String text) {
        Map<String, String> all = new LinkedHashMap<>();
        Matcher matcher = VARIABLE.matcher(withoutComments(text));
        while (matcher.find()) {
            all.put(matcher.group(1), matcher.group(2));
        }
        return all;
    }

    static String withoutComments(String text) {
        return text.replaceAll("(?m)^#.*$", "");
    }

    /** Every document of a YAML file. */
    static List<JsonNode> documents(String file) throws IOException {
        try (MappingIterator<JsonNode> all =
                new ObjectMapper(new YAMLFactory()).readerFor(JsonNode.class).readValues(text(file))) {
            return all.readAll();
        }
    }

    /** The services of a compose file that run our image, by name, with what they take over from {@code x-…} blocks. */
    static Map<String, JsonNode> services(String file) throws IOException {
        JsonNode root = documents(file).get(0);
        Map<String, JsonNode> ours = new LinkedHashMap<>();
        root.path("services").properties().forEach(each -> {
            ObjectNode service = each.getValue().deepCopy();
            // Jackson gives an alias as the name of its anchor; ours are those of the blocks x-NAME.
            String base = service.path("<<").asText("");
            if (!base.isEmpty()) {
                root.path("x-" + base).properties().forEach(one -> {
                    if (!service.has(one.getKey())) {
                        service.set(one.getKey(), one.getValue());
                    }
                });
            }
            if (service.path("image").asText("").startsWith("fettle")) {
                ours.put(each.getKey(), service);
            }
        });
        return ours;
    }

    static List<String> strings(JsonNode list) {
        List<String> all = new ArrayList<>();
        list.forEach(each -> all.add(each.asText()));
        return all;
    }

    /** What the Dockerfile copies from the folder of the build, not from another stage. */
    static List<String> copied() throws IOException {
        return text("Dockerfile")
                .lines()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
                .flatMap(line -> {
                    String[] words = line.split("\\s+");
                    return Stream.of(words).skip(1).limit(words.length - 2L);
                })
                .filter(name -> !name.equals("."))
                .toList();
    }

    /** Whether the build in a container sees that file or folder: of the lines of {@code .dockerignore} the last that fits counts. */
    static boolean letIn(String path) throws IOException {
        boolean in = true;
        for (String line : Files.readAllLines(Path.of(".dockerignore"))) {
            String pattern = line.startsWith("!") ? line.substring(1) : line;
            boolean fits = pattern.equals("*") || path.equals(pattern) || path.startsWith(pattern + "/");
            if (!line.isBlank() && !line.startsWith("#") && fits) {
                in = line.startsWith("!");
            }
        }
        return in;
    }
}
