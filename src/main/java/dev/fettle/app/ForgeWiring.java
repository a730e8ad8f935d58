package dev.fettle.app;

import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.Allowance;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Identity;
import dev.fettle.forge.github.GitHubForge;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.intake.Installations;
import dev.fettle.web.ForgeView;
import dev.fettle.workspace.TransportRules;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The forge that the settings name, how git reaches it, and its pages where it has none of its own. */
record ForgeWiring(Forge forge, TransportRules transports, Optional<ForgeView> pages) {
    /**
     * Builds it; nothing is asked of the forge yet.
     *
     * @throws IllegalArgumentException when the settings cannot be used, in words for the operator
     */
    static ForgeWiring of(
            ServerSettings settings, Installations installations, Allowance allowance, InstantSource clock) {
        return of(settings, settings.forge()::privateKey, installations, allowance, clock);
    }

    /** @param privateKey of the App, asked for at each use */
    static ForgeWiring of(
            ServerSettings settings,
            Supplier<Optional<Secret>> privateKey,
            Installations installations,
            Allowance allowance,
            InstantSource clock) {
        ForgeAccess access = settings.forge();
        return switch (access.kind()) {
            case LOCAL -> local(settings, clock);
            case GITHUB -> remote(access, GitHubForge.app(access, privateKey, installations::of, allowance, clock));
            case TOKEN -> remote(access, GitHubForge.token(access, allowance, clock));
        };
    }

    /** Where people see repositories, without a slash at the end; "" where the pages are ours. */
    static String peoplesPages(ForgeAccess access) {
        return access.kind() == ForgeAccess.Kind.LOCAL ? "" : GitHubForge.peoplesPages(access);
    }

    private static ForgeWiring local(ServerSettings settings, InstantSource clock) {
        Path folder = settings.localForge();
        String pages = settings.http().baseUrl().isEmpty()
                ? "http://" + settings.http().host() + ":" + settings.http().port()
                : settings.http().baseUrl();
        LocalForge forge = new LocalForge(folder, new Identity("fettle[bot]", 1, 0), pages + "/forge", clock);
        return new ForgeWiring(
                forge, TransportRules.httpsOnly().withLocalForge(folder), Optional.of(new LocalPages(forge)));
    }

    private static ForgeWiring remote(ForgeAccess access, Forge forge) {
        return new ForgeWiring(
                forge, TransportRules.httpsOnly().withPlainHttp(GitHubForge.plainHttpHosts(access)), Optional.empty());
    }
}
