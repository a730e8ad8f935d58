package dev.fettle.build.maven;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Exclusion;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.ArtifactType;
import org.eclipse.aether.artifact.ArtifactTypeRegistry;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.artifact.DefaultArtifactType;
import org.jspecify.annotations.Nullable;

/** Turns what models and plugin configurations name into the resolver's terms. */
final class Coordinates {
    /** {@code group:artifact:version[:type[:classifier]]}, as some plugins write the programs they run. */
    private static final Pattern WRITTEN =
            Pattern.compile("([A-Za-z_][\\w.-]*\\.[\\w.-]+):([\\w.-]+):(\\d[\\w.-]*)(?::([\\w.-]+)(?::([\\w.-]+))?)?");

    private Coordinates() {}

    /** A model's dependency as the resolver knows it. */
    static org.eclipse.aether.graph.Dependency dependency(Dependency dependency, ArtifactTypeRegistry types) {
        ArtifactType type = type(types, dependency.getType());
        String classifier = dependency.getClassifier() == null ? type.getClassifier() : dependency.getClassifier();
        Artifact artifact = new DefaultArtifact(
                dependency.getGroupId(),
                dependency.getArtifactId(),
                classifier,
                type.getExtension(),
                dependency.getVersion(),
                type);
        List<org.eclipse.aether.graph.Exclusion> exclusions = new ArrayList<>();
        for (Exclusion exclusion : dependency.getExclusions()) {
            exclusions.add(new org.eclipse.aether.graph.Exclusion(
                    exclusion.getGroupId(), exclusion.getArtifactId(), "*", "*"));
        }
        return new org.eclipse.aether.graph.Dependency(
                artifact, dependency.getScope(), dependency.isOptional(), exclusions);
    }

    private static ArtifactType type(ArtifactTypeRegistry types, String name) {
        ArtifactType type = types.get(name);
        return type != null ? type : new DefaultArtifactType(name);
    }

    /** Artifacts that a plugin's configuration names: a signature to check against, items to copy, a processor path, a compiler to run. */
    static List<Artifact> named(@Nullable Xpp3Dom configuration) {
        List<Artifact> found = new ArrayList<>();
        collect(configuration, found, 0);
        return found;
    }

    private static void collect(@Nullable Xpp3Dom element, List<Artifact> found, int depth) {
        if (element == null || depth > 12) {
            return;
        }
        String group = child(element, "groupId");
        String artifact = child(element, "artifactId");
        String version = child(element, "version");
        if (!group.isEmpty()
                && !artifact.isEmpty()
                && !version.isEmpty()
                && !(group + artifact + version).contains("${")) {
            String type = child(element, "type");
            String extension = !type.isEmpty() ? type : element.getName().equals("signature") ? "signature" : "jar";
            found.add(new DefaultArtifact(group, artifact, child(element, "classifier"), extension, version));
        }
        Matcher written = element.getValue() == null
                ? WRITTEN.matcher("")
                : WRITTEN.matcher(element.getValue().strip());
        if (written.matches()) {
            String type = written.group(4) == null ? "jar" : written.group(4);
            String classifier = written.group(5) == null ? "" : written.group(5);
            found.add(new DefaultArtifact(written.group(1), written.group(2), classifier, type, written.group(3)));
        }
        for (Xpp3Dom child : element.getChildren()) {
            collect(child, found, depth + 1);
        }
    }

    /** The text of a child element, "" when there is none. */
    static String child(@Nullable Xpp3Dom element, String name) {
        Xpp3Dom child = element == null ? null : element.getChild(name);
        return child == null || child.getValue() == null ? "" : child.getValue().strip();
    }
}
