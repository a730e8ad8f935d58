package dev.fettle.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast texts are searched for secrets, on one thread: Fettle's own sources, or the folder that {@code -Dfettle.texts=FOLDER} names. */
@Tag("slow")
class SecretShapesBenchmark {
    private static final int ROUNDS = 10;

    @Test
    void megabytesASecond() throws IOException {
        List<String> texts = texts(Path.of(System.getProperty("fettle.texts", "src")));
        long characters = texts.stream().mapToLong(String::length).sum();
        SecretShapes shapes = SecretShapes.bundled();
        for (int round = 1; round <= ROUNDS; round++) {
            long begin = System.nanoTime();
            int found =
                    texts.stream().mapToInt(text -> shapes.find(text).size()).sum();
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %.1f MB/s, %d found in %d files of %.1f MB%n",
                    round,
                    characters / 1e6 / seconds,
                    found,
                    texts.size(),
                    characters / 1e6);
        }
        assertThat(texts).isNotEmpty();
    }

    private static List<String> texts(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
                if (text.indexOf('\0') < 0) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }
}
