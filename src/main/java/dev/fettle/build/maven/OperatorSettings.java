package dev.fettle.build.maven;

import dev.fettle.base.Certificates;
import dev.fettle.build.BuildException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.model.Repository;
import org.apache.maven.repository.internal.ArtifactDescriptorUtils;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.repository.AuthenticationSelector;
import org.eclipse.aether.repository.ProxySelector;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.eclipse.aether.util.repository.JreProxySelector;
import org.jspecify.annotations.Nullable;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/** The operator's Maven settings: mirrors, proxies, servers, repositories. Used for fetching only; nothing of it enters a sandbox. */
final class OperatorSettings {
    private final Settings settings;
    private final List<Server> servers;
    private final List<Proxy> proxies;
    private final Set<String> addresses;

    private OperatorSettings(Settings settings, SettingsDecryptionResult decrypted) {
        this.settings = settings;
        this.servers = List.copyOf(decrypted.getServers());
        this.proxies = List.copyOf(decrypted.getProxies());
        this.addresses = addresses(settings);
    }

    /**
     * Reads the user's and the installation's settings; a missing file counts as empty.
     *
     * @throws BuildException when one of them cannot be read
     */
    static OperatorSettings read(Path user, Path global, Map<String, String> environment) {
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        request.setUserSettingsFile(user.toFile());
        request.setGlobalSettingsFile(global.toFile());
        Properties properties = new Properties();
        properties.putAll(System.getProperties());
        environment.forEach((name, value) -> properties.setProperty("env." + name, value));
        request.setSystemProperties(properties);
        try {
            Settings settings = new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings();
            Path security = user.resolveSibling("settings-security.xml");
            DefaultSecDispatcher dispatcher =
                    new DefaultSecDispatcher(new DefaultPlexusCipher(), Map.of(), security.toString());
            return new OperatorSettings(
                    settings,
                    new DefaultSettingsDecrypter(dispatcher).decrypt(new DefaultSettingsDecryptionRequest(settings)));
        } catch (SettingsBuildingException e) {
            throw new BuildException("Maven's settings cannot be read: " + e.getMessage(), e);
        }
    }

    /** The operator's local repository, from which artifacts may be taken. */
    Path localRepository(Path home) {
        String set = settings.getLocalRepository();
        return set == null || set.isBlank() ? home.resolve(".m2/repository") : Path.of(set);
    }

    /**
     * Puts mirrors, proxies and credentials into a session.
     *
     * @param trusted the authorities that a repository's certificate may be of; empty for those that Java trusts
     * @param way to repositories that the settings do not name, where the operator has no proxy for them
     */
    void configure(DefaultRepositorySystemSession session, Optional<Certificates> trusted, PublicWay way) {
        DefaultMirrorSelector mirrors = new DefaultMirrorSelector();
        for (Mirror mirror : settings.getMirrors()) {
            mirrors.add(
                    mirror.getId(),
                    mirror.getUrl(),
                    mirror.getLayout(),
                    false,
                    mirror.isBlocked(),
                    mirror.getMirrorOf(),
                    mirror.getMirrorOfLayouts());
        }
        session.setMirrorSelector(new GuardedMirrors(mirrors, this::named));
        DefaultProxySelector selector = new DefaultProxySelector();
        boolean any = false;
        for (Proxy proxy : proxies) {
            if (proxy.isActive()) {
                any = true;
                AuthenticationBuilder login = new AuthenticationBuilder();
                login.addUsername(proxy.getUsername()).addPassword(proxy.getPassword());
                selector.add(
                        new org.eclipse.aether.repository.Proxy(
                                proxy.getProtocol(), proxy.getHost(), proxy.getPort(), login.build()),
                        proxy.getNonProxyHosts());
            }
        }
        ProxySelector operators = any ? selector : new JreProxySelector();
        session.setProxySelector(repository -> {
            org.eclipse.aether.repository.Proxy proxy = operators.getProxy(repository);
            return proxy == null && !named(repository) && overHttp(repository) ? way.proxy() : proxy;
        });
        DefaultAuthenticationSelector logins = new DefaultAuthenticationSelector();
        for (Server server : servers) {
            AuthenticationBuilder login = new AuthenticationBuilder();
            login.addUsername(server.getUsername()).addPassword(server.getPassword());
            login.addPrivateKey(server.getPrivateKey(), server.getPassphrase());
            logins.add(server.getId(), login.build());
        }
        AuthenticationSelector known = repository -> named(repository) ? logins.getAuthentication(repository) : null;
        session.setAuthenticationSelector(
                trusted.<AuthenticationSelector>map(authorities -> new TrustingSelector(known, authorities))
                        .orElse(known));
        session.setOffline(settings.isOffline());
    }

    /** Whether the settings themselves name its server. A project may give an address of its own the id of a login, or the address of a machine that only this one reaches. */
    boolean named(RemoteRepository repository) {
        return server(repository.getUrl()).filter(addresses::contains).isPresent();
    }

    private static boolean overHttp(RemoteRepository repository) {
        return repository.getProtocol().toLowerCase(Locale.ROOT).startsWith("http");
    }

    private static Optional<String> server(@Nullable String url) {
        try {
            URI uri = URI.create(url == null ? "" : url);
            return uri.getHost() == null
                    ? Optional.empty()
                    : Optional.of(
                            (uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort()).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Set<String> addresses(Settings settings) {
        Stream<String> ofProfiles = settings.getProfiles().stream()
                .flatMap(profile ->
                        Stream.concat(profile.getRepositories().stream(), profile.getPluginRepositories().stream()))
                .map(org.apache.maven.settings.Repository::getUrl);
        return Stream.concat(settings.getMirrors().stream().map(Mirror::getUrl), ofProfiles)
                .flatMap(url -> server(url).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Repositories of the settings' active profiles; they come before those that a project names. */
    List<RemoteRepository> repositories() {
        List<RemoteRepository> repositories = new ArrayList<>();
        for (Profile profile : settings.getProfiles()) {
            boolean active = settings.getActiveProfiles().contains(profile.getId())
                    || (profile.getActivation() != null
                            && profile.getActivation().isActiveByDefault());
            if (active) {
                profile.getRepositories().forEach(repository -> repositories.add(remote(repository)));
                profile.getPluginRepositories().forEach(repository -> repositories.add(remote(repository)));
            }
        }
        return repositories;
    }

    private static RemoteRepository remote(org.apache.maven.settings.Repository repository) {
        Repository model = new Repository();
        model.setId(repository.getId());
        model.setUrl(repository.getUrl());
        model.setLayout(repository.getLayout());
        model.setReleases(policy(repository.getReleases()));
        model.setSnapshots(policy(repository.getSnapshots()));
        return ArtifactDescriptorUtils.toRemoteRepository(model);
    }

    @SuppressWarnings("NullAway") // the model takes null for a policy that is not set
    private static org.apache.maven.model.RepositoryPolicy policy(
            org.apache.maven.settings.@Nullable RepositoryPolicy policy) {
        if (policy == null) {
            return null;
        }
        org.apache.maven.model.RepositoryPolicy copy = new org.apache.maven.model.RepositoryPolicy();
        copy.setEnabled(policy.isEnabled());
        copy.setUpdatePolicy(policy.getUpdatePolicy());
        copy.setChecksumPolicy(policy.getChecksumPolicy());
        return copy;
    }

    /** Whether there is a file at all; for what changes when settings do. */
    static List<Path> files(Path home, MavenInstallation maven) {
        List<Path> files = new ArrayList<>(List.of(home.resolve(".m2/settings.xml"), maven.globalSettings()));
        files.removeIf(file -> !Files.isReadable(file));
        return files;
    }
}
