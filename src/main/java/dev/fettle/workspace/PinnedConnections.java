package dev.fettle.workspace;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/** HTTP connections to one server only, by the operator's way and trust, whatever it redirects to, each with an end in time and in bytes. */
final class PinnedConnections implements HttpConnectionFactory {
    private final URI server;
    private final TransportRules rules;
    private final InstantSource clock;
    private final Instant end;

    PinnedConnections(URI server, TransportRules rules, InstantSource clock) {
        this.server = server;
        this.rules = rules;
        this.clock = clock;
        this.end = clock.instant().plus(rules.whole());
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, null);
    }

    @Override
    public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
        requireSameServer(url);
        Proxy way = rules.proxy() == null ? proxy : rules.proxy();
        return trusting(way == null ? new Bounded(url) : new Bounded(url, way));
    }

    private HttpConnection trusting(Bounded connection) throws IOException {
        if (rules.trusted() != null && server.getScheme().equals("https")) {
            try {
                connection.configure(null, new TrustManager[] {rules.trusted().manager()}, null);
            } catch (GeneralSecurityException e) {
                throw new IOException("the operator's certificates cannot be used: " + e.getMessage(), e);
            }
        }
        return connection;
    }

    private void requireSameServer(URL url) throws IOException {
        boolean same = url.getProtocol().equals(server.getScheme())
                && url.getHost()
                        .toLowerCase(Locale.ROOT)
                        .equals(server.getHost().toLowerCase(Locale.ROOT))
                && port(url.getPort(), url.getProtocol()) == port(server.getPort(), server.getScheme())
                && url.getUserInfo() == null;
        if (!same) {
            throw new IOException("the server sent us to another one, which Fettle does not follow");
        }
    }

    private static int port(int given, String scheme) {
        return given >= 0 ? given : scheme.equals("https") ? 443 : 80;
    }

    private final class Bounded extends JDKHttpConnection {
        Bounded(URL url) throws IOException {
            super(url);
        }

        Bounded(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new BoundedStream(super.getInputStream());
        }
    }

    private final class BoundedStream extends FilterInputStream {
        private long seen;

        BoundedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            seen += read;
            if (seen > rules.mostBytes()) {
                throw new IOException("the transfer is larger than " + rules.mostBytes() + " bytes");
            }
            if (clock.instant().isAfter(end)) {
                throw new IOException("the transfer took longer than " + rules.whole());
            }
        }
    }
}
