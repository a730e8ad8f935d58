package dev.fettle.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.app.bench.BenchCase.Expect;
import dev.fettle.build.TestId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Finds cases: project folders, folders of them, and {@code *.case} files, which are unpacked. */
public final class Cases {
    private static final String SETTINGS = "case.json";
    private final Path unpacked;

    /** @param unpacked an empty folder for the projects of case files */
    public Cases(Path unpacked) {
        this.unpacked = unpacked;
    }

    /**
     * The cases of some places, in the order of the places and there by name.
     *
     * @throws IllegalArgumentException for a place without a case, and for a case that cannot be read; the message names it
     */
    public List<BenchCase> in(List<Path> places) {
        List<BenchCase> cases = new ArrayList<>();
        for (Path place : places) {
            List<BenchCase> here = in(place);
            if (here.isEmpty()) {
                throw new IllegalArgumentException(
                        place + " holds no case: neither a pom.xml, nor folders with one, nor *.case files.");
            }
            cases.addAll(here);
        }
        return cases;
    }

    private List<BenchCase> in(Path place) {
        try {
            if (Files.isRegularFile(place)) {
                return List.of(text(place));
            }
            if (!Files.isDirectory(place)) {
                throw new IllegalArgumentException("There is no " + place + ".");
            }
            if (Files.isRegularFile(place.resolve("pom.xml"))) {
                return List.of(folder(place));
            }
            List<BenchCase> cases = new ArrayList<>();
            try (Stream<Path> children = Files.list(place)) {
                for (Path child : children.sorted().toList()) {
                    if (Files.isRegularFile(child.resolve("pom.xml"))) {
                        cases.add(folder(child));
                    } else if (child.toString().endsWith(CaseText.EXTENSION)) {
                        cases.add(text(child));
                    }
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + place, e);
        }
    }

    private BenchCase folder(Path folder) throws IOException {
        Path file = folder.resolve(SETTINGS);
        JsonNode json = Files.isRegularFile(file)
                ? new ObjectMapper().readTree(Files.readString(file))
                : new ObjectMapper().createObjectNode();
        List<TestId> failing = new ArrayList<>();
        json.path("failing").forEach(test -> failing.add(TestId.parse(test.asText())));
        String heldOut = json.path("held_out").asText("");
        return new BenchCase(
                name(folder),
                folder,
                failing,
                expect(json.path("expect").asText(""), folder),
                json.path("rule").asText(""),
                heldOut.isEmpty() ? Map.of() : texts(folder.resolve(heldOut)));
    }

    private BenchCase text(Path file) throws IOException {
        CaseText text;
        try {
            text = CaseText.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
        String name = name(file).replace(CaseText.EXTENSION, "");
        Path folder = unpacked.resolve(name);
        unpack(text.files(), folder);
        String failing = text.header().getOrDefault("failing", "");
        return new BenchCase(
                name,
                folder,
                failing.isEmpty()
                        ? List.of()
                        : Arrays.stream(failing.split(","))
                                .map(String::strip)
                                .map(TestId::parse)
                                .toList(),
                expect(text.header().getOrDefault("expect", ""), file),
                text.header().getOrDefault("rule", ""),
                text.heldOut());
    }

    private static void unpack(Map<String, String> files, Path folder) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("pom.xml", template());
        all.putAll(files);
        for (Map.Entry<String, String> entry : all.entrySet()) {
            Path file = folder.resolve(entry.getKey()).normalize();
            if (!file.startsWith(folder)) {
                throw new IllegalArgumentException(entry.getKey() + " leads out of the case");
            }
            Path parent = file.getParent();
            Files.createDirectories(parent == null ? folder : parent);
            Files.writeString(file, entry.getValue());
        }
    }

    /** The build file of cases that bring none: JUnit 5, Java 17. */
    private static String template() throws IOException {
        try (InputStream in = Cases.class.getResourceAsStream("/dev/fettle/app/bench/pom.xml")) {
            if (in == null) {
                throw new IllegalStateException("the jar was built without the cases' pom.xml");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Expect expect(String word, Path where) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "" -> Expect.UNKNOWN;
            case "fixed" -> Expect.FIXED;
            case "abstained" -> Expect.ABSTAINED;
            default ->
                throw new IllegalArgumentException(
                        where + " expects '" + word + "'; it can be 'fixed' or 'abstained'.");
        };
    }

    private static Map<String, String> texts(Path folder) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                texts.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return texts;
    }

    private static String name(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "root" : name.toString();
    }
}
