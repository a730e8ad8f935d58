package dev.fettle.build.maven;

import dev.fettle.base.InnerAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.aether.repository.Proxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to repositories that only a project names: a proxy of our own on the loopback address, which leads to servers of the public network and to no other. The client that fetches looks names up itself and follows
 * redirects wherever they lead; here every connection comes by, whatever led to it, and is made to the very address that was looked at. It knows CONNECT alone, so nothing is led off https, and what goes through
 * is between the client and the server. Opened when it is first wanted, for the life of the process. It asks nobody who they are: it leads where whoever is on this machine comes anyway, and projects in their sandboxes see another loopback address; the client, which fetches several files at once, would send some of them without a password that it was
 * asked for. No connection lasts longer than a build's fetching may: the client alone would read for
 * ever what never ends.
 */
final class PublicWay {
    private static final Logger LOG = LoggerFactory.getLogger(PublicWay.class);

    private static final int MOST_AT_ONCE = 64;
    private static final int LONGEST_HEAD = 8 << 10;
    private static final int BUFFER = 16 << 10;
    private static final int CONNECT_MILLIS = 20_000;
    /** More than the client waits for: a connection that is quiet for longer is one that it keeps for later, and makes anew when it is gone. */
    private static final int SILENCE_MILLIS = 150_000;

    private static final Pattern CONNECT =
            Pattern.compile("CONNECT (\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):(\\d{1,5}) HTTP/1\\.[01]");

    /** What knows the addresses of names. */
    interface Names {
        InetAddress[] lookup(String host) throws UnknownHostException;
    }

    private final Names names;
    private final Predicate<InetAddress> refused;
    private final Duration longest;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "way-to-repositories");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable ServerSocket door;

    /** @param longest that a connection lasts */
    PublicWay(Duration longest) {
        this(InetAddress::getAllByName, InnerAddresses::contains, longest);
    }

    /** @param refused addresses that it does not lead to */
    PublicWay(Names names, Predicate<InetAddress> refused, Duration longest) {
        this.names = names;
        this.refused = refused;
        this.longest = longest;
    }

    /** It, as the resolver is told of it. */
    Proxy proxy() {
        InetSocketAddress at = open();
        return new Proxy(Proxy.TYPE_HTTP, at.getAddress().getHostAddress(), at.getPort());
    }

    private synchronized InetSocketAddress open() {
        if (door == null) {
            try {
                ServerSocket opened = new ServerSocket(0, MOST_AT_ONCE, InetAddress.getLoopbackAddress());
                threads.execute(() -> accept(opened));
                door = opened;
            } catch (IOException e) {
                throw new UncheckedIOException("no way to the repositories of projects", e);
            }
        }
        return (InetSocketAddress) door.getLocalSocketAddress();
    }

    private void accept(ServerSocket from) {
        try (from) {
            while (!from.isClosed()) {
                take(from.accept());
            }
        } catch (IOException e) {
            LOG.warn(
                    "the way to repositories of projects is closed, and opened anew when it is wanted: {}",
                    e.toString());
        } finally {
            // Without a descriptor or a thread for one more: whoever comes next has another door, instead of one behind
            // which nobody is.
            forget(from);
        }
    }

    private synchronized void forget(ServerSocket closed) {
        if (door == closed) {
            door = null;
        }
    }

    private void take(Socket client) throws IOException {
        boolean led = false;
        if (places.tryAcquire()) {
            try {
                threads.execute(() -> lead(client));
                led = true;
            } finally {
                if (!led) {
                    places.release();
                }
            }
        }
        if (!led) {
            client.close();
        }
    }

    private void lead(Socket client) {
        try (client) {
            client.setSoTimeout(CONNECT_MILLIS);
            String head = head(client.getInputStream());
            Matcher asked = CONNECT.matcher(head.substring(0, head.indexOf('\r')));
            int port = asked.matches() ? Integer.parseInt(asked.group(2)) : 0;
            if (port < 1 || port > 65_535) {
                say(client, "403 only https leads to the repositories of a project");
                return;
            }
            lead(client, asked.group(1), port);
        } catch (IOException e) {
            // One side has hung up, which ends a tunnel; the client tells of it.
            return;
        } finally {
            places.release();
        }
    }

    private void lead(Socket client, String host, int port) throws IOException {
        InetAddress[] found;
        try {
            found = names.lookup(host);
        } catch (UnknownHostException e) {
            say(client, "502 nobody knows the name of this server");
            return;
        }
        for (InetAddress address : found) {
            if (refused.test(address)) {
                say(client, "403 a server of a private network is not asked for a project");
                return;
            }
        }
        Optional<Socket> reached = reach(found, port);
        if (reached.isEmpty()) {
            say(client, "502 the server takes no connection");
            return;
        }
        try (Socket server = reached.get()) {
            client.getOutputStream().write("HTTP/1.1 200 led there\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.setSoTimeout(0); // while it is told much, it says nothing
            server.setSoTimeout(SILENCE_MILLIS);
            threads.execute(() -> pass(client, server));
            pass(server, client);
        }
    }

    private static Optional<Socket> reach(InetAddress[] addresses, int port) {
        for (InetAddress address : addresses) {
            Socket server = new Socket();
            try {
                server.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
                return Optional.of(server);
            } catch (IOException e) {
                closeQuietly(server);
            }
        }
        return Optional.empty();
    }

    private void pass(Socket from, Socket to) {
        try {
            long end = System.nanoTime() + longest.toNanos();
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (System.nanoTime() - end > 0) {
                    throw new IOException("it lasted for " + longest);
                }
                out.write(buffer, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // Nobody is there any more on one side: then the other need not wait either.
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as good as closed.
            return;
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0 || head.length() >= LONGEST_HEAD) {
                throw new IOException("no whole request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void say(Socket client, String status) throws IOException {
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }
}
