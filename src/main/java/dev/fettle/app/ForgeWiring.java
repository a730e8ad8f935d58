package dev.fettle.app;

import dev.fettle.base.Certificates;
import dev.fettle.base.Proxies;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.Allowance;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Identity;
import dev.fettle.forge.github.GitHubForge;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.intake.Installations;
import dev.fettle.web.ForgeView;
import dev.fettle.web.WebSettings;
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
        return of(settings, settings::forge, () -> "", installations, allowance, clock);
    }

    /**
     * The same.
     *
     * @param secrets of the way to the forge, asked for at each use
     * @param served where this process serves pages, asked for likewise; "" where it serves none
     */
    static ForgeWiring of(
            ServerSettings settings,
            Supplier<ForgeAccess> secrets,
            Supplier<String> served,
            Installations installations,
            Allowance allowance,
            InstantSource clock) {
        ForgeAccess access = settings.forge();
        return switch (access.kind()) {
            case LOCAL -> local(settings, served, clock);
            case GITHUB ->
                remote(
                        access,
                        GitHubForge.app(access, () -> secrets.get().privateKey(), installations::of, allowance, clock));
            case TOKEN ->
                remote(access, GitHubForge.token(access, () -> secrets.get().token(), allowance, clock));
        };
    }

    /** Where people see repositories, without a slash at the end; "" where the pages are ours. */
    static String peoplesPages(ForgeAccess access) {
        return access.kind() == ForgeAccess.Kind.LOCAL ? "" : GitHubForge.peoplesPages(access);
    }

    private static ForgeWiring local(ServerSettings settings, Supplier<String> served, InstantSource clock) {
        Path folder = settings.localForge();
        LocalForge forge = new LocalForge(
                folder,
                new Identity("fettle[bot]", 1, 0),
                () -> pages(settings.http(), served.get()) + "/forge",
                clock);
        return new ForgeWiring(
                forge, TransportRules.httpsOnly().withLocalForge(folder), Optional.of(new LocalPages(forge)));
    }

    /** Where people find the pages: as the operator says, else where they are served, else where the server would serve them. */
    static String pages(ServerSettings.Http http, String served) {
        if (!http.baseUrl().isEmpty()) {
            return http.baseUrl();
        }
        return served.isEmpty()
                ? "http://" + WebSettings.on(http.host(), http.port()).near() + ":" + http.port()
                : served;
    }

    private static ForgeWiring remote(ForgeAccess access, Forge forge) {
        return new ForgeWiring(forge, transports(access), Optional.empty());
    }

    /** Git goes the way of the API, and trusts whom the API's client trusts. */
    static TransportRules transports(ForgeAccess access) {
        TransportRules rules = TransportRules.httpsOnly().withPlainHttp(GitHubForge.plainHttpHosts(access));
        if (!access.proxy().isEmpty()) {
            rules = rules.through(Proxies.of(access.proxy()));
        }
        if (access.caBundle().isPresent()) {
            rules = rules.trusting(Certificates.read(access.caBundle().get()));
        }
        return rules;
    }
}
