package dev.fettle.improve;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a tree is built with where it is nothing that Fettle runs: said to whoever expected it to be. */
final class OtherBuilds {
    private static final int MOST_NAMED = 3;
    /** File at the root, and whose it is; the first that is there is named. */
    private static final List<Map.Entry<String, String>> KINDS = List.of(
            Map.entry("build.gradle", "Gradle"),
            Map.entry("build.gradle.kts", "Gradle"),
            Map.entry("settings.gradle", "Gradle"),
            Map.entry("settings.gradle.kts", "Gradle"),
            Map.entry("build.xml", "Ant"),
            Map.entry("build.sbt", "sbt"),
            Map.entry("WORKSPACE", "Bazel"),
            Map.entry("MODULE.bazel", "Bazel"),
            Map.entry("package.json", "npm"),
            Map.entry("pyproject.toml", "Python"),
            Map.entry("setup.py", "Python"),
            Map.entry("go.mod", "Go"),
            Map.entry("Cargo.toml", "Cargo"));

    private OtherBuilds() {}

    /** One or two sentences. @param tools what would have been run */
    static String said(List<String> tools, Collection<String> files) {
        String wanted = "At the root is no build of " + String.join(" or ", tools) + ".";
        List<String> below = files.stream()
                .filter(path -> path.endsWith("/pom.xml"))
                .map(path -> path.substring(0, path.length() - "/pom.xml".length()))
                .sorted((one, other) -> one.length() == other.length()
                        ? one.compareTo(other)
                        : Integer.compare(one.length(), other.length()))
                .toList();
        if (!below.isEmpty()) {
            String more = below.size() > MOST_NAMED ? ", …" : "";
            return wanted + " A pom.xml lies in: "
                    + String.join(", ", below.stream().limit(MOST_NAMED).toList()) + more + ".";
        }
        return KINDS.stream()
                .filter(kind -> files.contains(kind.getKey()))
                .findFirst()
                .map(kind -> wanted + " There is " + kind.getKey() + ", of " + kind.getValue() + ".")
                .orElse(wanted);
    }
}
