package dev.fettle.app.doctor;

import dev.fettle.forge.github.AppCheckup;
import dev.fettle.forge.github.AppManifest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which events the App is told of, against those that Fettle acts on. */
public final class EventsCheck implements Check {
    private final ForgeVoice forge;
    private final AppManifest manifest;

    public EventsCheck(ForgeVoice forge, AppManifest manifest) {
        this.forge = forge;
        this.manifest = manifest;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public List<Finding> look() {
        if (!forge.isApp()) {
            return List.of(Finding.notNeeded(name(), "there is no App that subscribes to them"));
        }
        if (forge.access().webhookSecret().isEmpty()) {
            return List.of(Finding.notNeeded(name(), "without a webhook everything is found by looking"));
        }
        Optional<String> silent = forge.silent();
        if (silent.isPresent()) {
            return List.of(Finding.unknown(name(), silent.get(), "Mend 'forge' and 'key' first."));
        }
        AppCheckup.App app = forge.app().answer().orElseThrow();
        Set<String> lacking = new TreeSet<>(manifest.events());
        lacking.removeAll(app.events());
        return List.of(
                lacking.isEmpty()
                        ? Finding.good(
                                name(),
                                "the App is told of all " + manifest.events().size())
                        : Finding.broken(
                                name(),
                                "the App is not told of " + String.join(", ", lacking),
                                "Subscribe to them on " + app.page()
                                        + " (App settings, Permissions & events). An event is offered once its permission is set."));
    }
}
