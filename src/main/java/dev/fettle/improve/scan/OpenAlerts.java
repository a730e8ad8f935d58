package dev.fettle.improve.scan;

import dev.fettle.base.Severity;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.Alert;
import dev.fettle.forge.Forge;
import dev.fettle.intake.Signal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Alerts of one kind that the forge's own analysis has open. One that a person has dealt with there ends its ticket. */
public final class OpenAlerts implements ScanSource {
    private final Forge forge;
    private final Alert.Kind kind;
    private final InstantSource clock;

    public OpenAlerts(Forge forge, Alert.Kind kind, InstantSource clock) {
        this.forge = forge;
        this.kind = kind;
        this.clock = clock;
    }

    @Override
    public String name() {
        return switch (kind) {
            case CODE -> "code_scanning";
            case DEPENDENCY -> "dependency_alerts";
            case SECRET -> "secret_alerts";
        };
    }

    @Override
    public boolean on(RepositorySettings settings) {
        return kind == Alert.Kind.SECRET
                ? settings.qualityGates().secretScan()
                : settings.sources().codeAnalysis();
    }

    @Override
    public boolean ofTheTree() {
        return false;
    }

    @Override
    public Looked look(Place place) {
        List<Alert> alerts = forge.alerts(place.repository(), kind);
        List<Sighting> sightings = new ArrayList<>();
        Map<String, List<Alert.Dependency>> dependencies = new LinkedHashMap<>();
        for (Alert alert : alerts) {
            if (alert instanceof Alert.Code code) {
                sightings.add(new Sighting(code(place, code), false));
            } else if (alert instanceof Alert.LeakedSecret secret) {
                sightings.add(new Sighting(secret(place, secret), false));
            } else if (alert instanceof Alert.Dependency dependency) {
                dependencies
                        .computeIfAbsent(dependency.name() + " " + dependency.manifest(), name -> new ArrayList<>())
                        .add(dependency);
            }
        }
        dependencies.values().forEach(all -> sightings.add(new Sighting(vulnerable(place, all), false)));
        return new Looked(sightings, List.of(), true);
    }

    private Signal code(Place place, Alert.Code code) {
        return new Signal.RuleFinding(
                place.repository(),
                clock.instant(),
                code.rule(),
                code.path(),
                code.line(),
                code.message(),
                code.severity(),
                "",
                "See " + code.url(),
                false);
    }

    private Signal secret(Place place, Alert.LeakedSecret secret) {
        String file = secret.path().isEmpty() ? "alert " + secret.number() : secret.path();
        return new Signal.SecretPushed(place.repository(), clock.instant(), secret.kind(), file, secret.line(), "");
    }

    /** All alerts for one dependency are one piece of work. */
    private Signal vulnerable(Place place, List<Alert.Dependency> all) {
        List<Alert.Dependency> worstFirst = all.stream()
                .sorted(Comparator.comparing(Alert.Dependency::severity, Severity.MILDEST_FIRST)
                        .reversed()
                        .thenComparing(Alert.Dependency::advisory))
                .toList();
        Alert.Dependency worst = worstFirst.get(0);
        String summary = worst.summary() + (all.size() > 1 ? " (and " + (all.size() - 1) + " more)" : "");
        return new Signal.VulnerableDependency(
                place.repository(),
                clock.instant(),
                worst.name(),
                "",
                worst.manifest(),
                worstFirst.stream().map(Alert.Dependency::advisory).collect(Collectors.toList()),
                worst.severity(),
                summary,
                fixed(all));
    }

    /** One that has the fixes of all: the alerts name the first version with each, and which of those is the highest only the ecosystem knows. */
    private static String fixed(List<Alert.Dependency> all) {
        if (all.stream().anyMatch(each -> each.fixed().isEmpty())) {
            return "";
        }
        List<String> versions =
                all.stream().map(Alert.Dependency::fixed).distinct().toList();
        return versions.size() == 1 ? versions.get(0) : "the highest of " + String.join(", ", versions);
    }
}
