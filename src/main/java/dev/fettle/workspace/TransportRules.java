package dev.fettle.workspace;

import dev.fettle.base.Certificates;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where git may be spoken to.
 *
 * @param plainHttpHosts hosts (lower case, without port) that the operator reaches over plain http; all others need https
 * @param localForge the folder below which bare repositories may be used directly, null for none
 * @param silence how long a server may say nothing
 * @param whole how long one transfer may take in all
 * @param mostBytes how much one transfer may bring
 * @param proxy the way there, null for the one that Java is told of
 * @param trusted the authorities that a server's certificate may be of, null for those that Java trusts
 */
public record TransportRules(
        Set<String> plainHttpHosts,
        @Nullable Path localForge,
        Duration silence,
        Duration whole,
        long mostBytes,
        @Nullable Proxy proxy,
        @Nullable Certificates trusted) {
    public TransportRules {
        plainHttpHosts = Set.copyOf(plainHttpHosts);
    }

    /** By the way and the authorities that Java knows. */
    public TransportRules(
            Set<String> plainHttpHosts, @Nullable Path localForge, Duration silence, Duration whole, long mostBytes) {
        this(plainHttpHosts, localForge, silence, whole, mostBytes, null, null);
    }

    /** https only, no local forge; 30 seconds of silence, 15 minutes and 4 GiB in all. */
    public static TransportRules httpsOnly() {
        return new TransportRules(Set.of(), null, Duration.ofSeconds(30), Duration.ofMinutes(15), 4L << 30);
    }

    /** The same, with a local forge's repositories beside. */
    public TransportRules withLocalForge(Path folder) {
        return new TransportRules(plainHttpHosts, folder, silence, whole, mostBytes, proxy, trusted);
    }

    /** The same, with hosts that may be reached over plain http. */
    public TransportRules withPlainHttp(Set<String> hosts) {
        return new TransportRules(hosts, localForge, silence, whole, mostBytes, proxy, trusted);
    }

    /** The same, through a proxy. */
    public TransportRules through(Proxy way) {
        return new TransportRules(plainHttpHosts, localForge, silence, whole, mostBytes, way, trusted);
    }

    /** The same, trusting these authorities. */
    public TransportRules trusting(Certificates authorities) {
        return new TransportRules(plainHttpHosts, localForge, silence, whole, mostBytes, proxy, authorities);
    }

    /** The server's address when the remote is one we may speak to over HTTP, null when it is an allowed local repository. */
    @Nullable
    URI allow(GitRemote remote) {
        String url = remote.url();
        if (url.startsWith("https://") || url.startsWith("http://")) {
            return allowHttp(url);
        }
        allowLocal(url);
        return null;
    }

    private URI allowHttp(String url) {
        URI address;
        try {
            address = new URI(url);
        } catch (URISyntaxException e) {
            throw refused(url, "it is not a URL");
        }
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            throw refused(url, "it has no host, or credentials in it");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw refused(url, "it has a query or a fragment");
        }
        String host = address.getHost().toLowerCase(Locale.ROOT);
        if (address.getScheme().equals("http") && !plainHttpHosts.contains(host)) {
            throw refused(url, "plain http is allowed only for hosts that the operator configured so");
        }
        return address;
    }

    private void allowLocal(String url) {
        if (localForge == null || !url.startsWith("/") || url.indexOf('\0') >= 0) {
            throw refused(url, "only https is allowed");
        }
        Path path = Path.of(url);
        if (!path.equals(path.normalize())
                || !path.startsWith(localForge.toAbsolutePath())
                || !Files.isDirectory(path)) {
            throw refused(url, "it is no repository of the local forge");
        }
    }

    private static WorkspaceException refused(String url, String reason) {
        // what stands before an @ may be a credential
        int at = url.lastIndexOf('@');
        return new WorkspaceException("not a remote that Fettle speaks to: "
                + GitNames.printable(at < 0 ? url : "…" + url.substring(at)) + " (" + reason + ")");
    }
}
