package dev.fettle.app.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fettle.base.SecretShapes;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.SecretFindings;
import dev.fettle.gate.secret.SecretScanGate;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How well and how fast texts are searched for secrets: on texts of which somebody says what they are, and on folders that should hold none. Values are never told. */
public final class SecretsBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long LARGEST = 4L << 20;

    private final SecretShapes shapes;
    private final Gate gate;

    public SecretsBench(SecretShapes shapes) {
        this.shapes = shapes;
        this.gate = new SecretScanGate(shapes);
    }

    /**
     * Of one group of labelled texts.
     *
     * @param secrets texts that are said to hold a secret
     * @param found those of them in which one was found
     * @param benign texts that are said to hold none
     * @param alarms those of them in which one was found all the same
     */
    public record Group(int secrets, int found, int benign, int alarms) {
        private Group and(boolean secret, boolean alarm) {
            return secret
                    ? new Group(secrets + 1, found + (alarm ? 1 : 0), benign, alarms)
                    : new Group(secrets, found, benign + 1, alarms + (alarm ? 1 : 0));
        }
    }

    /** A line in which something was found. */
    public record Place(Path file, int line, String kind) {}

    /**
     * Of a folder.
     *
     * @param lines with something in them
     * @param seconds of processor time, reading files not counted
     */
    public record Searched(int files, long lines, long alarms, long bytes, double seconds) {
        /** A million bytes a second. */
        public double megabytesASecond() {
            return seconds == 0 ? 0 : bytes / 1e6 / seconds;
        }
    }

    /** A line that is no labelled text. The message says which and what it should be. */
    public static final class LabelException extends Exception {
        private static final long serialVersionUID = 1L;

        LabelException(String message) {
            super(message);
        }
    }

    /**
     * Searches labelled texts.
     *
     * @param file of JSON objects, one a line: {@code text}, {@code secret} (true or false) and, if wanted, {@code group}
     * @param wrong hears the number of each line that was judged otherwise than it is labelled
     */
    public Map<String, Group> labelled(Path file, Consumer<Integer> wrong) throws IOException, LabelException {
        ObjectMapper json = new ObjectMapper();
        Map<String, Group> groups = new TreeMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            JsonNode one = parsed(json, line);
            if (!one.path("text").isTextual() || !one.path("secret").isBoolean()) {
                throw new LabelException(
                        file + ":" + number + ": must be {\"text\": \"…\", \"secret\": true or false}");
            }
            boolean secret = one.path("secret").asBoolean();
            boolean alarm = !shapes.find(one.path("text").asText()).isEmpty();
            if (alarm != secret) {
                wrong.accept(number);
            }
            String group = one.path("group").asText("all");
            groups.put(group, groups.getOrDefault(group, new Group(0, 0, 0, 0)).and(secret, alarm));
        }
        return groups;
    }

    /** Missing where it is no JSON: the parser's own message would quote the line, and so a secret. */
    private static JsonNode parsed(ObjectMapper json, String line) {
        try {
            return json.readTree(line);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * Searches the text files of a folder, without what lies in {@code .git}.
     *
     * @param places hears where something was found
     */
    public Searched folder(Path folder, Consumer<Place> places) throws IOException {
        return texts(folder, (file, text) -> places(file, text, shapes.find(text)), places);
    }

    /** The same by the whole gate, as if a change added each of the files: disguises, names of files and data of persons too. */
    public Searched folderByTheGate(Path folder, Consumer<Place> places) throws IOException {
        return texts(
                folder,
                (file, text) -> {
                    FileChange added = FileChange.whole(file.toString().replace('\\', '/'), text);
                    return gate.judge(new GateInput(new Change("", "", List.of(added)), null, null)).findings().stream()
                            .filter(SecretFindings::stops)
                            .map(finding -> new Place(file, finding.line(), finding.kind()))
                            .toList();
                },
                places);
    }

    private interface Search {
        List<Place> in(Path file, String text);
    }

    private static Searched texts(Path folder, Search search, Consumer<Place> places) throws IOException {
        long lines = 0;
        long alarms = 0;
        long bytes = 0;
        long nanos = 0;
        List<Path> files = files(folder);
        int texts = 0;
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            String text = new String(content, StandardCharsets.UTF_8);
            if (text.indexOf('\0') >= 0) {
                continue;
            }
            texts++;
            long begun = THREADS.getCurrentThreadCpuTime();
            List<Place> found = search.in(folder.relativize(file), text);
            nanos += THREADS.getCurrentThreadCpuTime() - begun;
            bytes += content.length;
            lines += text.lines().count();
            alarms += found.stream().map(Place::line).distinct().count();
            found.forEach(places);
        }
        return new Searched(texts, lines, alarms, bytes, nanos / 1e9);
    }

    private static List<Place> places(Path file, String text, List<SecretShapes.Found> found) {
        List<Place> places = new ArrayList<>();
        int last = 0;
        for (SecretShapes.Found one : found) {
            int line = 1
                    + (int) text.substring(0, one.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            if (line != last) {
                places.add(new Place(file, line, one.kind()));
            }
            last = line;
        }
        return places;
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted().toList()) {
                boolean ofGit = folder.relativize(path).startsWith(".git");
                if (!ofGit && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) <= LARGEST) {
                    files.add(path);
                }
            }
        }
        return files;
    }
}
