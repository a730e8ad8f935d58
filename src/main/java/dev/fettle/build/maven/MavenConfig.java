package dev.fettle.build.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What a repository's {@code .mvn} folder sets: properties and profiles of {@code maven.config}, and core extensions. Maven reads the folder itself
 * when it runs in the sandbox; here it only tells what to fetch.
 */
record MavenConfig(Properties properties, List<String> activeProfiles, List<String> inactiveProfiles) {
    private static final int LARGEST = 64 << 10;

    static MavenConfig read(Path tree) {
        MavenConfig config = new MavenConfig(new Properties(), new ArrayList<>(), new ArrayList<>());
        List<String> words = words(tree.resolve(".mvn/maven.config"));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean takesNext = (word.equals("-D") || word.equals("-P") || word.equals("--activate-profiles"))
                    && i + 1 < words.size();
            if (takesNext) {
                config.word(word.startsWith("-D") ? "-D" : "-P", words.get(++i));
            } else if (word.startsWith("-D") || word.startsWith("-P")) {
                config.word(word.substring(0, 2), word.substring(2));
            }
        }
        return config;
    }

    private void word(String option, String value) {
        if (option.equals("-D")) {
            int equals = value.indexOf('=');
            properties.setProperty(
                    equals < 0 ? value : value.substring(0, equals), equals < 0 ? "true" : value.substring(equals + 1));
            return;
        }
        for (String profile : value.split(",", -1)) {
            String name = profile.strip();
            boolean off = name.startsWith("!") || name.startsWith("-");
            if (!name.isEmpty()) {
                (off ? inactiveProfiles : activeProfiles).add(off ? name.substring(1) : name.replaceFirst("^\\+", ""));
            }
        }
    }

    /** The words of a file of options; none when it is missing. */
    static List<String> words(Path file) {
        try {
            if (!Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
                return List.of();
            }
            List<String> words = new ArrayList<>();
            for (String word : Files.readString(file).strip().split("\\s+", -1)) {
                String plain = word.replace("\"", "").replace("'", "");
                if (!plain.isEmpty()) {
                    words.add(plain);
                }
            }
            return words;
        } catch (IOException e) {
            // Not text: Maven will say so when it runs.
            return List.of();
        }
    }
}
