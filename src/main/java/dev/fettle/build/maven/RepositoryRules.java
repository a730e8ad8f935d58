package dev.fettle.build.maven;

import dev.fettle.base.InnerAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * Which repositories a project may send us to. What the operator's settings name is not asked here; a project's own only by https, and never to an
 * address of this machine or of a private network.
 */
final class RepositoryRules {
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    boolean allows(RemoteRepository repository) {
        return known.computeIfAbsent(repository.getUrl(), RepositoryRules::publicAddress);
    }

    private static boolean publicAddress(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() == null
                    || uri.getUserInfo() != null
                    || !uri.getScheme().toLowerCase(Locale.ROOT).equals("https")) {
                return false;
            }
            for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
                if (InnerAddresses.contains(address)) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            // Behind a proxy names may not resolve here. Then the proxy decides.
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
