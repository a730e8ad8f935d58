package dev.fettle.app.doctor;

import dev.fettle.build.BuildException;
import dev.fettle.build.maven.MavenLook;
import dev.fettle.sandbox.TreeRemoval;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The other way out beside the forge: where the dependencies of projects come from. */
public final class EgressCheck implements Check {
    /** As curl, git and npm have them. */
    private static final List<String> PROXIES = List.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy");

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final MavenLook maven;
    private final Map<String, String> environment;

    /** @param environment the operator's, for the proxies that other programs go by */
    public EgressCheck(MavenLook maven, Map<String, String> environment) {
        this.maven = maven;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return "egress";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>(dependencies());
        PROXIES.stream()
                .filter(variable -> !environment.getOrDefault(variable, "").isBlank())
                .findFirst()
                .ifPresent(variable -> findings.add(proxy(variable, environment.getOrDefault(variable, ""))));
        return findings;
    }

    /** The addresses, as far as they are some, of the proxies that an environment names, without what else stands in them. */
    public static List<String> proxies(Map<String, String> environment) {
        return PROXIES.stream()
                .flatMap(variable -> address(environment.getOrDefault(variable, "")).stream())
                .map(address -> "http://" + address.getHostString())
                .toList();
    }

    /** Of a proxy only its host and port are told: its address may hold a password. */
    private Finding proxy(String variable, String value) {
        Optional<InetSocketAddress> address = address(value);
        String instead =
                "Fettle goes by forge.proxy in its settings and by the proxies of ~/.m2/settings.xml, and not by "
                        + variable;
        if (address.isEmpty()) {
            return Finding.warning(
                    name(), variable + " is not the address of a proxy", "Correct it, or unset it. " + instead + ".");
        }
        String proxy = address.get().getHostString() + ":" + address.get().getPort();
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            address.get().getHostString(), address.get().getPort()),
                    (int) PATIENCE.toMillis());
            return Finding.good(
                    name(),
                    variable + " leads to a proxy that answers, " + proxy
                            + ", but Fettle goes by forge.proxy and ~/.m2/settings.xml instead");
        } catch (IOException e) {
            return Finding.warning(
                    name(),
                    variable + " leads to " + proxy + ", where no proxy answers: " + e.getMessage(),
                    "Start that proxy, or correct or unset the variable, by which git and npm go. " + instead + ".");
        }
    }

    private static Optional<InetSocketAddress> address(String value) {
        try {
            URI uri = URI.create(value.contains("://") ? value.strip() : "http://" + value.strip());
            int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
            return Optional.ofNullable(uri.getHost()).map(host -> InetSocketAddress.createUnresolved(host, port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<Finding> dependencies() {
        try {
            maven.installed();
        } catch (BuildException e) {
            return List.of(Finding.unknown(name(), String.valueOf(e.getMessage()), "Mend 'tools' first."));
        }
        try {
            Path scratch = Files.createTempDirectory("fettle-doctor");
            try {
                return List.of(judged(maven.central(scratch)));
            } finally {
                TreeRemoval.remove(scratch);
            }
        } catch (BuildException e) {
            return List.of(Finding.broken(name(), String.valueOf(e.getMessage()), "Correct the file that is named."));
        } catch (IOException e) {
            return List.of(Finding.unknown(
                    name(),
                    "no temporary folder can be made: " + e,
                    "Make room in " + System.getProperty("java.io.tmpdir")));
        }
    }

    private Finding judged(MavenLook.Reached reached) {
        return reached.trouble().isEmpty()
                ? Finding.good(name(), "dependencies come from " + reached.repository() + ", which answers")
                : Finding.warning(
                        name(),
                        "dependencies come from " + reached.repository() + ", which does not answer: "
                                + reached.trouble(),
                        "What is not in the cache cannot be fetched, so new projects fail as ENVIRONMENT. Open the way, or name a mirror or a proxy in ~/.m2/settings.xml of Fettle's user.");
    }
}
