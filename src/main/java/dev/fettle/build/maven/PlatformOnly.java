package dev.fettle.build.maven;

import dev.fettle.build.BuildException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * Surefire from 3.6 on: the JUnit platform runs everything, JUnit 3 and 4 through the vintage engine and TestNG through an engine of its own, in the version that
 * Surefire brings where the tests name none (its {@code JUnitPlatformProviderInfo}).
 */
final class PlatformOnly {
    /** The version stands in Surefire's code. */
    static final Artifact TESTNG_ENGINE = new DefaultArtifact("org.junit.support:testng-engine:jar:1.1.0");

    private static final String VERSIONS = "surefire.junit.version.properties";
    private static final String JUPITER = "org.junit.jupiter:junit-jupiter-api";
    private static final String COMMONS = "org.junit.platform:junit-platform-commons";

    private PlatformOnly() {}

    static boolean is(String surefire) {
        String[] parts = surefire.split("[.-]", -1);
        int major = Jdk.level(parts[0]);
        return major > 3 || major == 3 && parts.length > 1 && Jdk.level(parts[1]) >= 6;
    }

    /**
     * The JUnit that a Surefire takes where the tests name none.
     *
     * @throws BuildException when Surefire cannot be had
     */
    static String defaultJUnit(Fetcher fetcher, String surefire, List<RemoteRepository> repositories) {
        Artifact common = fetcher.file(
                new DefaultArtifact("org.apache.maven.surefire", "maven-surefire-common", "", "jar", surefire),
                repositories,
                "Surefire");
        try (ZipFile zip = new ZipFile(Objects.requireNonNull(common.getFile()))) {
            ZipEntry entry = zip.getEntry(VERSIONS);
            if (entry == null) {
                return "";
            }
            Properties properties = new Properties();
            try (InputStream in = zip.getInputStream(entry)) {
                properties.load(in);
            }
            return properties.getProperty("junit.version", "");
        } catch (IOException e) {
            throw new BuildException("Surefire " + surefire + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The versions of a test class path, with those that Surefire adds for its engines. */
    static Map<String, String> engines(Map<String, String> tests, String defaultJUnit) {
        Map<String, String> all = new HashMap<>(tests);
        if (!defaultJUnit.isEmpty() && !tests.containsKey(JUPITER)) {
            all.put(JUPITER, defaultJUnit);
            all.putIfAbsent(COMMONS, defaultJUnit.replaceFirst("^5\\.", "1."));
        }
        return all;
    }
}
