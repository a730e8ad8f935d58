package dev.fettle.gate.policy;

import dev.fettle.base.UntrustedText;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Paths that decide who may do what, how the project is built in CI, or what Fettle may do: never changed by a repair. A path is compared as the file systems of
 * Windows and macOS would read it too: without regard to case, hidden characters, trailing dots and spaces, or the kind of slash.
 */
public final class ProtectedPaths {
    /** Always protected, whatever the configuration says. */
    public static final List<String> ALWAYS = List.of(
            ".github/**",
            ".gitlab-ci.yml",
            ".gitlab/**",
            ".gitea/**",
            ".forgejo/**",
            ".circleci/**",
            ".buildkite/**",
            ".teamcity/**",
            ".semaphore/**",
            ".woodpecker**",
            ".drone.yml",
            ".travis.yml",
            "appveyor.yml",
            "cloudbuild.{yml,yaml}",
            "azure-pipelines*",
            "bitbucket-pipelines.yml",
            "{,**/}jenkinsfile*",
            "{,**/}codeowners",
            "{,**/}.git{,/**}",
            ".gitmodules",
            "{,**/}.gitattributes",
            ".husky/**",
            ".devcontainer/**",
            ".mvn/**",
            "mvnw",
            "mvnw.cmd",
            "gradlew",
            "gradlew.bat",
            "gradle/wrapper/**",
            "fettle.yml",
            ".fettle/**");

    /** Windows gives long names short ones, such as {@code GITHUB~1}. */
    private static final Pattern SHORT_NAME = Pattern.compile("(^|/)[^/]{1,6}~[0-9][^/]*(/|$)");

    private static final Pattern STREAM = Pattern.compile(":[^/]*");
    private static final Pattern END_OF_NAME = Pattern.compile("[. ]+(?=/|$)");

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
        Path asPath;
        try {
            asPath = folded(path);
        } catch (InvalidPathException e) {
            return Optional.of("a name that no file can have");
        }
        if (SHORT_NAME.matcher(asPath.toString()).find()) {
            return Optional.of("a short name, which may stand for another");
        }
        return rules.stream()
                .filter(rule -> rule.matcher().matches(asPath))
                .map(Rule::glob)
                .findFirst();
    }

    /** As the most forgiving file system reads it. */
    private static Path folded(String path) {
        String text = Normalizer.normalize(UntrustedText.clean(path), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('\\', '/');
        text = STREAM.matcher(text).replaceAll("");
        List<String> names = new ArrayList<>();
        for (String name : text.split("/")) {
            String bare =
                    name.equals("..") ? name : END_OF_NAME.matcher(name.strip()).replaceAll("");
            if (!bare.isEmpty()) {
                names.add(bare);
            }
        }
        return Path.of(String.join("/", names)).normalize();
    }

    private static Rule rule(String glob) {
        String folded = glob.toLowerCase(Locale.ROOT);
        return new Rule(glob, FileSystems.getDefault().getPathMatcher("glob:" + folded));
    }
}
