package dev.fettle.improve;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a tree is built with where it is nothing that Fettle runs: said to whoever expected it to be. */
final class OtherBuilds {
    private static final int MOST_NAMED = 3;
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("build.gradle", "Gradle");
        KINDS.put("build.gradle.kts", "Gradle");
        KINDS.put("settings.gradle", "Gradle");
        KINDS.put("settings.gradle.kts", "Gradle");
        KINDS.put("build.xml", "Ant");
        KINDS.put("build.sbt", "sbt");
        KINDS.put("WORKSPACE", "Bazel");
        KINDS.put("MODULE.bazel", "Bazel");
        KINDS.put("package.json", "npm");
        KINDS.put("pyproject.toml", "Python");
        KINDS.put("setup.py", "Python");
        KINDS.put("go.mod", "Go");
        KINDS.put("Cargo.toml", "Cargo");
    }

    private OtherBuilds() {}

    /** One or two sentences. @param tools what would have been run */
    static String said(List<String> tools, Collection<String> files) {
        String wanted = "Looked for a build of: " + String.join(", ", tools) + ", at the root.";
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
        return KINDS.entrySet().stream()
                .filter(kind -> files.contains(kind.getKey()))
                .findFirst()
                .map(kind -> wanted + " There is " + kind.getKey() + ", of " + kind.getValue() + ".")
                .orElse(wanted);
    }
}
