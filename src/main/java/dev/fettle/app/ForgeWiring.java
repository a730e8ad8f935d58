package dev.fettle.app;

import dev.fettle.base.settings.ServerSettings;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Identity;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.intake.Installations;
import dev.fettle.web.ForgeView;
import dev.fettle.workspace.TransportRules;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** The forge that the settings name, and how git reaches it. */
final class ForgeWiring {
    private final Forge forge;
    private final TransportRules transports;
    private final Optional<ForgeView> pages;

    ForgeWiring(ServerSettings settings, Installations installations, InstantSource clock) {
        switch (settings.forge().kind()) {
            case LOCAL -> {
                Path folder = settings.dataDir().resolve("forge");
                LocalForge local = new LocalForge(
                        folder,
                        new Identity("fettle[bot]", 1, 0),
                        settings.http().baseUrl(),
                        clock);
                this.forge = local;
                this.transports = TransportRules.httpsOnly().withLocalForge(folder);
                this.pages = Optional.of(new LocalPages(local));
            }
            default ->
                throw new IllegalStateException(
                        "not wired yet: " + settings.forge().kind());
        }
    }

    Forge forge() {
        return forge;
    }

    TransportRules transports() {
        return transports;
    }

    Optional<ForgeView> pages() {
        return pages;
    }
}
