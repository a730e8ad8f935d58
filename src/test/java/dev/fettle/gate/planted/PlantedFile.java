package dev.fettle.gate.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the files of planted changes, each a list of differences to the sample shop in {@code tree}:
 *
 * <pre>
 * == An assertion asks only whether there is something
 * stopped by test-integrity: loosened
 * change src/test/java/shop/cart/CartTest.java
 *      void knowsTheDearest() {
 * -        assertEquals("cake", cart.dearest().name());
 * +        assertNotNull(cart.dearest());
 * </pre>
 *
 * <p>{@code change}, {@code add}, {@code delete}, {@code move … to …} (changed on the way, where lines follow) and {@code given} (a file that was there before). Lines
 * are those of a unified diff; {@code @@} parts two places of one file. What is left and what is taken out must stand in the file exactly once. {@code made by Fettle}
 * makes it a repair. Samples of secrets and repetition stand between guillemets, see {@link Sample}.
 */
final class PlantedFile {
    private final SortedMap<String, String> tree;
    private final List<PlantedChange> changes = new ArrayList<>();
    private String name = "";
    private boolean ours;
    private SortedMap<String, String> stopped = new TreeMap<>();
    private SortedMap<String, String> warned = new TreeMap<>();
    private SortedMap<String, String> before = new TreeMap<>();
    private SortedMap<String, String> after = new TreeMap<>();
    private String verb = "";
    private String path = "";
    private final List<String> lines = new ArrayList<>();

    private PlantedFile(SortedMap<String, String> tree) {
        this.tree = tree;
    }

    /** All changes of a folder of such files, by file and then in order. */
    static List<PlantedChange> in(String folder) {
        SortedMap<String, String> tree = texts(resource("tree"));
        List<PlantedChange> all = new ArrayList<>();
        texts(resource(folder)).forEach((file, text) -> {
            PlantedFile reader = new PlantedFile(tree);
            text.lines().forEach(line -> reader.line(file, line));
            reader.endOfChange();
            all.addAll(reader.changes);
        });
        return all;
    }

    private void line(String file, String line) {
        boolean ofDifference =
                !verb.isEmpty() && (line.isEmpty() || " +-".indexOf(line.charAt(0)) >= 0 || line.equals("@@"));
        if (line.startsWith("== ")) {
            endOfChange();
            name = line.substring(3) + " [" + file + "]";
            before = new TreeMap<>(tree);
            after = new TreeMap<>(tree);
        } else if (ofDifference) {
            lines.add(line);
        } else if (line.startsWith("stopped by ")) {
            expect(stopped, line.substring("stopped by ".length()));
        } else if (line.startsWith("warned by ")) {
            expect(warned, line.substring("warned by ".length()));
        } else if (line.equals("made by Fettle")) {
            ours = true;
        } else if (line.matches("(change|add|delete|move|given) .+")) {
            endOfFile();
            verb = line.substring(0, line.indexOf(' '));
            path = line.substring(line.indexOf(' ') + 1);
        } else {
            assertThat(line.isBlank() || line.startsWith("#"))
                    .as("%s: %s", file, line)
                    .isTrue();
        }
    }

    private static void expect(SortedMap<String, String> verdicts, String said) {
        int colon = said.indexOf(": ");
        verdicts.put(colon < 0 ? said : said.substring(0, colon), colon < 0 ? "" : said.substring(colon + 2));
    }

    private void endOfFile() {
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1); // what parts two changes
        }
        switch (verb) {
            case "given" -> {
                before.put(path, added());
                after.put(path, added());
            }
            case "add" -> after.put(path, added());
            case "delete" -> assertThat(after.remove(path)).as(name).isNotNull();
            case "change" -> after.put(path, changed(after.get(path)));
            case "move" -> {
                String[] fromTo = path.split(" to ", -1);
                after.put(fromTo[1], changed(after.remove(fromTo[0])));
            }
            default -> assertThat(verb).as(name).isEmpty();
        }
        verb = "";
        lines.clear();
    }

    private void endOfChange() {
        if (!name.isEmpty()) {
            endOfFile();
            changes.add(new PlantedChange(name, ours, stopped, warned, before, after));
        }
        name = "";
        ours = false;
        stopped = new TreeMap<>();
        warned = new TreeMap<>();
    }

    private String added() {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            assertThat(line).as(name).startsWith("+");
            text.append(Sample.filled(line.substring(1))).append('\n');
        }
        return text.toString();
    }

    private String changed(String text) {
        assertThat(text).as("%s: %s", name, path).isNotNull();
        String now = text;
        StringBuilder old = new StringBuilder();
        StringBuilder new_ = new StringBuilder();
        List<String> all = new ArrayList<>(lines);
        all.add("@@");
        for (String line : all) {
            if (line.equals("@@")) {
                now = replaced(now, old.toString(), new_.toString());
                old.setLength(0);
                new_.setLength(0);
                continue;
            }
            String bare = line.isEmpty() ? "" : Sample.filled(line.substring(1));
            if (!line.startsWith("+")) {
                old.append(bare).append('\n');
            }
            if (!line.startsWith("-")) {
                new_.append(bare).append('\n');
            }
        }
        return now;
    }

    private String replaced(String text, String old, String now) {
        if (old.isEmpty() && now.isEmpty()) {
            return text;
        }
        String from = "\n" + text;
        int at = from.indexOf("\n" + old);
        assertThat(at).as("%s: not in %s:\n%s", name, path, old).isNotNegative();
        assertThat(from.indexOf("\n" + old, at + 1))
                .as("%s: twice in %s:\n%s", name, path, old)
                .isNegative();
        return text.substring(0, at) + now + text.substring(at + old.length());
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(PlantedFile.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SortedMap<String, String> texts(Path folder) {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
