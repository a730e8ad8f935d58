package dev.fettle.gate.integrity;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells test code and build configuration from production code, by the paths that build tools and people use. */
public final class TestSources {
    private static final Pattern FOLDER = Pattern.compile(
            "/(src/(test|it|integration-?test|testFixtures)\\w*|tests?|__tests__|spec)/", Pattern.CASE_INSENSITIVE);
    /** {@code Latest.java} ends in "test" and is none: the word must start with a capital. */
    private static final Pattern CLASS = Pattern.compile("(Test.*|.*Tests?|.*TestCase|.*IT)\\.(java|kt|groovy|scala)");

    private static final Pattern SCRIPT =
            Pattern.compile("test_.*\\.py|.*_test\\.(py|go)|conftest\\.py|.*\\.(test|spec)\\.[cm]?[jt]sx?");
    private static final Pattern BUILD = Pattern.compile(
            "pom\\.xml|.*\\.gradle(\\.kts)?|gradle\\.properties|junit-platform\\.properties|testng.*\\.xml|surefire\\.properties|pytest\\.ini|tox\\.ini|setup\\.cfg|pyproject\\.toml|package\\.json|(jest|vitest)\\.config\\..*|\\.mocharc.*|build\\.xml|\\.coveragerc|\\.?codecov\\.ya?ml|\\.nycrc.*|\\.c8rc.*");
    /** What tells the CI to run the tests. */
    private static final Pattern PIPELINE = Pattern.compile(
            "\\.(?:github|gitea|forgejo)/workflows/[^/]*\\.ya?ml|\\.gitlab-ci\\.yml|\\.circleci/config\\.yml|\\.travis\\.yml|azure-pipelines\\.ya?ml|bitbucket-pipelines\\.yml|(?:.*/)?jenkinsfile.*");

    private static final Pattern SERVICE =
            Pattern.compile("(?i)(^|/)META-INF/services/(org\\.junit\\.|org\\.testng\\.|org\\.apache\\.maven\\.).*");

    private TestSources() {}

    /** Whether a path is that of a test or of data of tests. */
    public static boolean isTest(String path) {
        String rooted = "/" + path;
        if (rooted.toLowerCase(Locale.ROOT).contains("/src/main/")) {
            return false;
        }
        String name = name(path);
        return FOLDER.matcher(rooted).find()
                || CLASS.matcher(name).matches()
                || SCRIPT.matcher(name).matches();
    }

    /** Whether it is source code; other files among the tests are data. */
    public static boolean isCode(String path) {
        return name(path).matches("(?i).*\\.(java|kt|kts|groovy|scala|py|go|[cm]?[jt]sx?)");
    }

    /** Whether a file says how the project is built or its tests are run. */
    public static boolean isBuildConfiguration(String path) {
        String folded = path.toLowerCase(Locale.ROOT);
        return BUILD.matcher(name(folded)).matches() || folded.startsWith(".mvn/") || hooksIntoTheRunner(path);
    }

    /** Whether a file tells the CI what to run. */
    static boolean isPipeline(String path) {
        return PIPELINE.matcher(path.toLowerCase(Locale.ROOT)).matches();
    }

    /** A service file that lets a class listen to, or change, how tests are run and reported. */
    static boolean hooksIntoTheRunner(String path) {
        return SERVICE.matcher(path).find();
    }

    /** Whether build tools run a file of this name without being told. */
    static boolean isRunByName(String path) {
        return !path.matches("(?i).*\\.(java|kt|groovy|scala)")
                || CLASS.matcher(name(path)).matches();
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
