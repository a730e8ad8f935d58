package dev.fettle.app.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a server on this machine: passes on, passes nothing on, or cuts off. */
final class TcpProxy implements AutoCloseable {
    private final int target;
    private final ServerSocket door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private boolean silent;

    /** @param target the port that connections are passed on to */
    TcpProxy(int target) throws IOException {
        this.target = target;
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Whoever is connected is cut off, as when a firewall forgets its connections. */
    void cut() {
        for (Socket socket : sockets) {
            sockets.remove(socket);
            reset(socket);
        }
    }

    /** From now on nothing is passed on, and nobody is told; or everything is again. */
    synchronized void silent(boolean now) {
        silent = now;
        notifyAll();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket outside = door.accept();
                sockets.add(outside);
                threads.execute(() -> connect(outside));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket outside) {
        try {
            Socket inside = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(inside);
            threads.execute(() -> pass(outside, inside));
            pass(inside, outside);
        } catch (IOException away) {
            reset(outside); // as whoever is not there refuses
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] chunk = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int length = in.read(chunk);
            while (length >= 0) {
                whenSpoken();
                out.write(chunk, 0, length);
                out.flush();
                length = in.read(chunk);
            }
        } catch (IOException ended) {
            // One side is gone; closing tells the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private synchronized void whenSpoken() throws InterruptedException {
        while (silent) {
            wait();
        }
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException gone) {
            // Which is what was wanted.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
        threads.shutdownNow();
    }
}
