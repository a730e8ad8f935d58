package dev.fettle.build.maven;

import dev.fettle.build.BuildException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An installed JDK.
 *
 * @param home its folder, links resolved
 * @param version such as {@code 17.0.15}
 * @param feature the first number of it, 8 for {@code 1.8}
 */
record Jdk(Path home, String version, int feature) {
    /** The JDKs of this machine, lowest first: the one named in the environment, ours, and what lies where distributions and people put them. */
    static List<Jdk> installed(Map<String, String> environment) {
        List<Path> homes = new ArrayList<>();
        for (String name : List.of("JAVA_HOME", "JDK_HOME")) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                homes.add(Path.of(value));
            }
        }
        homes.add(Path.of(System.getProperty("java.home")));
        String user = environment.getOrDefault("HOME", "/nonexistent");
        for (String parent :
                List.of("/usr/lib/jvm", "/opt/java", "/opt/jdk", user + "/.sdkman/candidates/java", user + "/.jdks")) {
            homes.addAll(children(Path.of(parent)));
        }
        List<Jdk> found = new ArrayList<>();
        for (Path home : homes) {
            read(home, found);
        }
        found.sort(Comparator.comparingInt(Jdk::feature));
        return found;
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void read(Path home, List<Jdk> into) {
        if (!Files.isExecutable(home.resolve("bin/javac")) || !Files.isReadable(home.resolve("release"))) {
            return;
        }
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"), StandardCharsets.UTF_8)) {
            release.load(reader);
            String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
            Path real = home.toRealPath();
            if (!version.isEmpty() && into.stream().noneMatch(jdk -> jdk.home().equals(real))) {
                into.add(new Jdk(real, version, level(version)));
            }
        } catch (IOException | IllegalArgumentException e) {
            // A broken installation is none.
            return;
        }
    }

    /** The number of a source level: 8 for {@code 1.8} and {@code 8}, 17 for {@code 17.0.2}; 0 when it is not one. */
    static int level(String text) {
        String trimmed = text.strip().startsWith("1.") ? text.strip().substring(2) : text.strip();
        int end = 0;
        while (end < trimmed.length() && end < 3 && Character.isDigit(trimmed.charAt(end))) {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(trimmed.substring(0, end));
    }

    /** The lowest source level that its compiler still takes (JEP 182: one is retired now and then). */
    int lowestLevel() {
        return feature >= 20 ? 8 : feature >= 12 ? 7 : feature >= 9 ? 6 : 3;
    }

    /**
     * The lowest JDK that compiles all levels of a build and fits what else it asks for. Where levels are so old that none compiles them any more, the lowest that
     * compiles the highest of them: the others can be raised.
     *
     * @param lowest level of a module
     * @param highest level of a module
     * @param asked for a person, such as {@code the enforcer's [11,)}; "" for nothing more
     * @throws BuildException when none is installed; the message says which are
     */
    static Jdk choose(List<Jdk> installed, int lowest, int highest, Predicate<Jdk> fits, String asked) {
        List<Jdk> able = installed.stream()
                .filter(jdk -> jdk.feature() >= highest)
                .filter(fits)
                .toList();
        return able.stream()
                .filter(jdk -> jdk.lowestLevel() <= lowest)
                .findFirst()
                .or(() -> able.stream().findFirst())
                .orElseThrow(() -> new BuildException("No installed JDK builds this project: it is written for Java "
                        + highest
                        + (asked.isEmpty() ? "" : " and asks for " + asked) + "; installed are "
                        + installed.stream().map(Jdk::version).collect(Collectors.joining(", "))
                        + ". Install a JDK that fits."));
    }
}
