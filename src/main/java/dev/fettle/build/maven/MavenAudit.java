package dev.fettle.build.maven;

import dev.fettle.base.Severity;
import dev.fettle.build.Advisory;
import dev.fettle.build.DependencyAudit;
import dev.fettle.build.Project;
import dev.fettle.build.Project.Module;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.Version;

/** The audit of what Maven resolved: coordinates are read off the places of the jars in the dependency cache, and versions are in Maven's own order. */
final class MavenAudit implements DependencyAudit {
    private final Path cache;
    private final GenericVersionScheme scheme = new GenericVersionScheme();

    MavenAudit(Path cache) {
        this.cache = cache;
    }

    private record Coordinate(String name, String version) {}

    @Override
    public List<Vulnerable> audit(Project project, List<Advisory> advisories) {
        Map<String, List<Advisory>> byName = new HashMap<>();
        advisories.forEach(advisory -> byName.computeIfAbsent(advisory.dependency(), name -> new ArrayList<>())
                .add(advisory));
        Map<Coordinate, Vulnerable> found = new LinkedHashMap<>();
        for (Module module : project.modules()) {
            for (Path jar : module.classPath()) {
                coordinate(jar)
                        .filter(each -> !found.containsKey(each))
                        .flatMap(each -> audit(module, each, byName.getOrDefault(each.name(), List.of())))
                        .ifPresent(each -> found.put(new Coordinate(each.dependency(), each.version()), each));
            }
        }
        return List.copyOf(found.values());
    }

    private Optional<Vulnerable> audit(Module module, Coordinate used, List<Advisory> known) {
        Version version = version(used.version());
        List<Advisory> holding = known.stream()
                .filter(advisory -> holds(advisory, version))
                .sorted(Comparator.comparing(Advisory::severity, Severity.MILDEST_FIRST)
                        .reversed()
                        .thenComparing(Advisory::id))
                .toList();
        if (holding.isEmpty()) {
            return Optional.empty();
        }
        // A version that has another vulnerability would be no way out, and the fix of that one may be.
        String fixed = known.stream()
                .flatMap(advisory -> advisory.ranges().stream())
                .flatMap(range -> range.events().stream())
                .filter(event -> event.what() == Advisory.What.FIXED)
                .map(event -> version(event.version()))
                .filter(later -> later.compareTo(version) > 0)
                .filter(later -> known.stream().noneMatch(advisory -> holds(advisory, later)))
                .min(Comparator.naturalOrder())
                .map(Version::toString)
                .orElse("");
        return Optional.of(new Vulnerable(module.path(), used.name(), used.version(), holding, fixed));
    }

    private boolean holds(Advisory advisory, Version version) {
        return advisory.versions().contains(version.toString())
                || advisory.ranges().stream().anyMatch(range -> within(range, version));
    }

    private boolean within(Advisory.Range range, Version version) {
        boolean within = false;
        for (Advisory.Event event : sorted(range)) {
            boolean before = event.version().equals("0");
            int order = before ? 1 : version.compareTo(version(event.version()));
            switch (event.what()) {
                case INTRODUCED -> within |= order >= 0;
                case FIXED -> within &= order < 0;
                case LAST_AFFECTED -> within &= order <= 0;
            }
        }
        return within;
    }

    /** At one version what ends comes before what begins. */
    private List<Advisory.Event> sorted(Advisory.Range range) {
        Comparator<Advisory.Event> byVersion = (one, other) -> one.version().equals("0")
                ? (other.version().equals("0") ? 0 : -1)
                : other.version().equals("0") ? 1 : version(one.version()).compareTo(version(other.version()));
        return range.events().stream()
                .sorted(byVersion.thenComparing(event -> event.what() == Advisory.What.INTRODUCED))
                .toList();
    }

    private Version version(String text) {
        try {
            return scheme.parseVersion(text);
        } catch (InvalidVersionSpecificationException e) {
            throw new IllegalStateException("every text is a version to Maven", e);
        }
    }

    /** {@code org/acme/tool/1.2/tool-1.2.jar}. */
    private Optional<Coordinate> coordinate(Path jar) {
        if (!jar.startsWith(cache)) {
            return Optional.empty();
        }
        Path place = cache.relativize(jar);
        int parts = place.getNameCount();
        if (parts < 4) {
            return Optional.empty();
        }
        String group = place.subpath(0, parts - 3).toString().replace('/', '.');
        return Optional.of(new Coordinate(
                group + ":" + place.getName(parts - 3), place.getName(parts - 2).toString()));
    }
}
