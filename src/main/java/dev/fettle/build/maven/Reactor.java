package dev.fettle.build.maven;

import dev.fettle.build.BuildException;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Profile;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.jspecify.annotations.Nullable;

/** The modules of a tree: where their models lie, and, once built, what the models say. To the resolver it is a place where artifacts are found. */
final class Reactor implements WorkspaceReader {
    private static final int MOST_MODULES = 2_000;
    private static final int LARGEST_POM = 4 << 20;

    private final Path root;
    private final Map<String, Path> poms = new LinkedHashMap<>();
    private final Map<Path, Model> raw = new LinkedHashMap<>();
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final WorkspaceRepository repository = new WorkspaceRepository("fettle");

    /**
     * One module with its effective model.
     *
     * @param path of its folder, relative to the root, "" for the root
     */
    record Unit(String path, Path pom, Model model) {
        String key() {
            return model.getGroupId() + ":" + model.getArtifactId();
        }
    }

    /**
     * Finds all models that belong together, those of profiles included.
     *
     * @throws BuildException when one of them is no model, or lies outside of the tree
     */
    static Reactor scan(Path root) {
        Reactor reactor = new Reactor(root);
        reactor.scan(reactor.inside(root.resolve("pom.xml")), 0);
        return reactor;
    }

    private Reactor(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    private void scan(Path pom, int depth) {
        if (raw.containsKey(pom) || depth > 50) {
            return;
        }
        if (raw.size() >= MOST_MODULES) {
            throw new BuildException("The build has more than " + MOST_MODULES + " modules.");
        }
        Model model = read(pom);
        raw.put(pom, model);
        String group = model.getGroupId() != null
                ? model.getGroupId()
                : model.getParent() != null ? model.getParent().getGroupId() : "";
        poms.put(group + ":" + model.getArtifactId(), pom);
        Set<String> modules = new LinkedHashSet<>(model.getModules());
        for (Profile profile : model.getProfiles()) {
            modules.addAll(profile.getModules());
        }
        for (String module : modules) {
            Path child = child(pom, module);
            if (child != null) {
                scan(child, depth + 1);
            }
        }
    }

    /** The model of a module as its parent names it; null when there is no such file. */
    @Nullable
    Path child(Path pom, String module) {
        Path place = pom.resolveSibling(module.replace('\\', '/').strip()).normalize();
        Path file = Files.isDirectory(place) ? place.resolve("pom.xml") : place;
        return Files.isRegularFile(file) ? inside(file) : null;
    }

    private Path inside(Path file) {
        try {
            Path normal = file.toAbsolutePath().normalize();
            if (!normal.startsWith(root) || !normal.toRealPath().startsWith(root.toRealPath())) {
                throw new BuildException("The build reaches out of the repository: " + root.relativize(normal));
            }
            return normal;
        } catch (IOException e) {
            throw new BuildException(
                    "There is no " + root.relativize(file.toAbsolutePath().normalize()) + ".", e);
        }
    }

    /** A parser repeats the text around the place. */
    private static String firstLine(@Nullable String message) {
        return message == null
                ? "no more is known"
                : message.lines()
                        .map(String::strip)
                        .reduce((one, next) -> one + " " + next)
                        .orElse(message);
    }

    private Model read(Path pom) {
        try {
            if (Files.size(pom) > LARGEST_POM) {
                throw BuildException.ofTheProject(root.relativize(pom) + " is too large for a pom.", null);
            }
            try (Reader in = new org.codehaus.plexus.util.xml.XmlStreamReader(pom.toFile())) {
                return new MavenXpp3Reader().read(in, false);
            }
        } catch (IOException | XmlPullParserException e) {
            throw BuildException.ofTheProject(
                    root.relativize(pom) + " cannot be read as a pom: " + firstLine(e.getMessage()), e);
        }
    }

    Path root() {
        return root;
    }

    Path rootPom() {
        return root.resolve("pom.xml");
    }

    /** All model files found, those of inactive profiles included. */
    Set<Path> pomFiles() {
        return raw.keySet();
    }

    @Nullable
    Path pomOf(String groupId, String artifactId) {
        return poms.get(groupId + ":" + artifactId);
    }

    Model rawModel(Path pom) {
        Model model = raw.get(pom);
        if (model == null) {
            throw new IllegalArgumentException("not scanned: " + pom);
        }
        return model;
    }

    void add(Unit unit) {
        units.put(unit.key(), unit);
    }

    @Nullable
    Unit unit(String groupId, String artifactId) {
        return units.get(groupId + ":" + artifactId);
    }

    /** Units in build order: what a unit needs stands before it. */
    List<Unit> ordered() {
        List<Unit> order = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        units.values().forEach(unit -> visit(unit, seen, order));
        return order;
    }

    private void visit(Unit unit, Set<String> seen, List<Unit> order) {
        if (!seen.add(unit.key())) {
            return;
        }
        for (Dependency dependency : unit.model().getDependencies()) {
            Unit needed = unit(dependency.getGroupId(), dependency.getArtifactId());
            if (needed != null) {
                visit(needed, seen, order);
            }
        }
        order.add(unit);
    }

    @Override
    public WorkspaceRepository getRepository() {
        return repository;
    }

    @Override
    public @Nullable File findArtifact(Artifact artifact) {
        Unit unit = unit(artifact.getGroupId(), artifact.getArtifactId());
        if (unit == null || !artifact.getVersion().equals(unit.model().getVersion())) {
            return null;
        }
        if (artifact.getExtension().equals("pom")) {
            return unit.pom().toFile();
        }
        String folder = artifact.getClassifier().equals("tests")
                ? unit.model().getBuild().getTestOutputDirectory()
                : unit.model().getBuild().getOutputDirectory();
        return new File(folder);
    }

    @Override
    public List<String> findVersions(Artifact artifact) {
        Unit unit = unit(artifact.getGroupId(), artifact.getArtifactId());
        return unit == null ? List.of() : List.of(unit.model().getVersion());
    }
}
