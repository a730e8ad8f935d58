package dev.fettle.gate.integrity;

import java.util.Locale;

/** Tells test code and build configuration from production code, by the paths that build tools and people use. */
final class TestSources {
    private TestSources() {}

    static boolean isTest(String path) {
        String folded = "/" + path.toLowerCase(Locale.ROOT);
        String name = folded.substring(folded.lastIndexOf('/') + 1);
        return folded.contains("/src/test/")
                || folded.contains("/src/it/")
                || folded.contains("/test/")
                || folded.contains("/tests/")
                || folded.contains("/__tests__/")
                || name.matches("(test.*|.*tests?|.*testcase|.*it)\\.(java|kt|groovy|scala)") && isCamelTest(path)
                || name.matches("test_.*\\.py|.*_test\\.(py|go)|.*\\.(test|spec)\\.[jt]sx?");
    }

    static boolean isBuildConfiguration(String path) {
        String folded = path.toLowerCase(Locale.ROOT);
        String name = folded.substring(folded.lastIndexOf('/') + 1);
        return name.equals("pom.xml")
                || name.endsWith(".gradle")
                || name.endsWith(".gradle.kts")
                || name.equals("gradle.properties")
                || name.equals("junit-platform.properties")
                || name.equals("testng.xml")
                || name.equals("surefire.properties")
                || folded.startsWith(".mvn/")
                || name.equals("pytest.ini")
                || name.equals("tox.ini")
                || name.equals("setup.cfg")
                || name.startsWith("jest.config.")
                || name.startsWith("vitest.config.");
    }

    /** {@code Latest.java} ends in "test" and is none: the word must start with a capital. */
    private static boolean isCamelTest(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.matches("(Test.*|.*Tests?|.*TestCase|.*IT)\\.(java|kt|groovy|scala)");
    }
}
