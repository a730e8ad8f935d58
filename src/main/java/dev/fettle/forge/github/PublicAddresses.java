package dev.fettle.forge.github;

import dev.fettle.base.InnerAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Looks up where a forge keeps its logs, which is another host than its own: no address of a private network, unless the forge itself stands in one. What is looked up here is what is connected to: a name that means something else a
 * moment later is not asked again.
 */
final class PublicAddresses implements Dns, Interceptor {
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

    /** Has a client without a proxy connect to such addresses alone. */
    OkHttpClient.Builder guard(OkHttpClient.Builder client) {
        return client.dns(this).addInterceptor(this);
    }

    /** The client looks no address up that is written as one: those are looked at here. */
    @Override
    public Response intercept(Chain chain) throws IOException {
        lookup(chain.request().url().host());
        return chain.proceed(chain.request());
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
