package dev.fettle.gate.policy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Paths that decide who may do what, how the project is built in CI, or what Fettle may do: never changed by a repair. */
public final class ProtectedPaths {
    /** Always protected, whatever the configuration says; matched without regard to case. */
    public static final List<String> ALWAYS = List.of(
            ".github/**",
            ".gitlab-ci.yml",
            ".gitlab/**",
            ".circleci/**",
            ".buildkite/**",
            ".travis.yml",
            "azure-pipelines.yml",
            "bitbucket-pipelines.yml",
            "**jenkinsfile*",
            "**codeowners",
            ".gitmodules",
            "**.gitattributes",
            ".mvn/**",
            "mvnw",
            "mvnw.cmd",
            "gradlew",
            "gradlew.bat",
            "gradle/wrapper/**",
            "fettle.yml",
            ".fettle/**");

    private record Rule(String glob, PathMatcher matcher) {}

    private final List<Rule> rules;

    /**
     * The standing rules and the repository's own.
     *
     * @param more globs relative to the root, as {@link java.nio.file.FileSystem#getPathMatcher} takes them
     */
    public ProtectedPaths(List<String> more) {
        List<Rule> all = new ArrayList<>();
        ALWAYS.forEach(glob -> all.add(rule(glob)));
        more.forEach(glob -> all.add(rule(glob)));
        this.rules = List.copyOf(all);
    }

    /** The glob that protects a path, if one does. */
    public Optional<String> protects(String path) {
        Path asPath = Path.of(path.toLowerCase(Locale.ROOT));
        return rules.stream()
                .filter(rule -> rule.matcher().matches(asPath))
                .map(Rule::glob)
                .findFirst();
    }

    private static Rule rule(String glob) {
        String folded = glob.toLowerCase(Locale.ROOT);
        return new Rule(glob, FileSystems.getDefault().getPathMatcher("glob:" + folded));
    }
}
