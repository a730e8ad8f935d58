package dev.fettle.forge.github;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/**
 * Looks up where a forge keeps its logs, which is another host than its own: no address of a private network, unless the forge itself stands in one.
 */
final class PublicAddresses implements Dns {
    private final HttpUrl forge;

    PublicAddresses(HttpUrl forge) {
        this.forge = forge;
    }

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        List<InetAddress> found = Dns.SYSTEM.lookup(hostname);
        if (found.stream().anyMatch(PublicAddresses::isPrivate)
                && Dns.SYSTEM.lookup(forge.host()).stream().noneMatch(PublicAddresses::isPrivate)) {
            throw new UnknownHostException(hostname + " is in a private network, where the forge is not");
        }
        return found;
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
        boolean carrier = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || carrier;
    }
}
