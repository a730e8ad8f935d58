package dev.fettle.forge.github;

import dev.fettle.base.InnerAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/**
 * Looks up where a forge keeps its logs, which is another host than its own: no address of a private network, unless the forge itself stands in one. What is looked up here is what is connected to: a name that means something else a
 * moment later is not asked again.
 */
final class PublicAddresses implements Dns {
    private final HttpUrl forge;
    private final Dns names;

    PublicAddresses(HttpUrl forge) {
        this(forge, Dns.SYSTEM);
    }

    /** @param names what knows the addresses of names */
    PublicAddresses(HttpUrl forge, Dns names) {
        this.forge = forge;
        this.names = names;
    }

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        List<InetAddress> found = List.copyOf(names.lookup(hostname));
        if (found.stream().anyMatch(InnerAddresses::contains)
                && names.lookup(forge.host()).stream().noneMatch(InnerAddresses::contains)) {
            throw new UnknownHostException(hostname + " is in a private network, where the forge is not");
        }
        return found;
    }
}
