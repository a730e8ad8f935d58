package dev.fettle.base;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;

/** The operator's way out to the forge. */
public final class Proxies {
    private Proxies() {}

    /**
     * The proxy at a configured address. Its name is looked up when it is used.
     *
     * @param address {@code http://host:port}, "" for none
     */
    public static Proxy of(String address) {
        if (address.isEmpty()) {
            return Proxy.NO_PROXY;
        }
        URI uri = URI.create(address);
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
    }
}
