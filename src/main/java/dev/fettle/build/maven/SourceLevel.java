package dev.fettle.build.maven;

import dev.fettle.build.maven.Reactor.Unit;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Model;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.VersionConstraint;

/** Which Java a build asks for: the level it compiles for, and what its enforcer allows. */
final class SourceLevel {
    static final String COMPILER = "org.apache.maven.plugins:maven-compiler-plugin";
    private static final String ENFORCER = "org.apache.maven.plugins:maven-enforcer-plugin";

    private SourceLevel() {}

    /** The highest level that a module compiles for. */
    static int of(List<Unit> units) {
        return units.stream()
                .map(Unit::model)
                .filter(model -> !model.getPackaging().equals("pom"))
                .mapToInt(SourceLevel::of)
                .max()
                .orElse(8);
    }

    /** The lowest level that a module compiles for. */
    static int lowest(List<Unit> units) {
        return units.stream()
                .map(Unit::model)
                .filter(model -> !model.getPackaging().equals("pom"))
                .mapToInt(SourceLevel::of)
                .min()
                .orElse(8);
    }

    /** The highest level of a module's production and test code. */
    static int of(Model model) {
        int highest = 0;
        for (String execution : List.of("default-compile", "default-testCompile")) {
            PluginConfig config = PluginConfig.of(model, COMPILER, execution);
            int release = Jdk.level(config.text("release", "maven.compiler.release"));
            int target = Jdk.level(config.text("target", "maven.compiler.target"));
            int source = Jdk.level(config.text("source", "maven.compiler.source"));
            int level = release > 0 ? release : Math.max(target, source);
            int tests = Jdk.level(config.text("testRelease", "maven.compiler.testRelease"));
            highest = Math.max(highest, Math.max(level, tests));
        }
        return highest > 0 ? highest : unset(model);
    }

    /** What the compiler plugin takes when the build says nothing; it depends on its version. */
    private static int unset(Model model) {
        String version = model.getBuild().getPluginsAsMap().get(COMPILER) == null
                ? ""
                : model.getBuild().getPluginsAsMap().get(COMPILER).getVersion();
        String[] parts = version == null ? new String[0] : version.split("[.-]", -1);
        int minor = parts.length > 1 ? Jdk.level(parts[1]) : 0;
        if (parts.length < 2 || !parts[0].equals("3")) {
            return 8;
        }
        return minor >= 11 ? 8 : minor >= 9 ? 7 : minor >= 8 ? 6 : 5;
    }

    /** The ranges of Java versions that the enforcer's rule asks for, such as {@code [11,)}; a bare version is the lowest allowed. */
    static List<String> enforced(List<Unit> units) {
        List<String> ranges = new ArrayList<>();
        for (Unit unit : units) {
            for (String range : EnforcerRules.enforcedJava(unit.model(), ENFORCER)) {
                if (!ranges.contains(range)) {
                    ranges.add(range);
                }
            }
        }
        return ranges;
    }

    /** Whether a JDK fits such a range. */
    static boolean fits(Jdk jdk, String range) {
        try {
            boolean bare = !range.startsWith("[") && !range.startsWith("(");
            GenericVersionScheme scheme = new GenericVersionScheme();
            VersionConstraint constraint = scheme.parseVersionConstraint(bare ? "[" + range + ",)" : range);
            String version = jdk.feature() <= 8 ? "1." + jdk.feature() : jdk.version();
            return constraint.containsVersion(scheme.parseVersion(version));
        } catch (InvalidVersionSpecificationException e) {
            // The enforcer itself will complain, in words of its own.
            return true;
        }
    }
}
