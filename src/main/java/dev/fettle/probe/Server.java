package dev.fettle.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The test JVM's main program: takes requests from standard input, answers on standard output, until the input ends. */
public final class Server {
    private final Wire wire;
    private final InputStream in;
    private final OutputStream out;
    private @Nullable Session session;
    private volatile @Nullable Sink current;

    private Server(Wire wire, InputStream in, OutputStream out) {
        this.wire = wire;
        this.in = in;
        this.out = out;
    }

    /** @param args the wire's mark in hexadecimal */
    public static void main(String[] args) throws IOException {
        InputStream in = new java.io.BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setIn(new ByteArrayInputStream(new byte[0]));
        System.setOut(new PrintStream(new Nowhere(), false));
        System.setErr(new PrintStream(new Nowhere(), false));
        int status = new Server(new Wire(Long.parseUnsignedLong(args[0], 16)), in, out).serve();
        Runtime.getRuntime().halt(status);
    }

    private int serve() {
        while (true) {
            try {
                handle(new DataInputStream(new ByteArrayInputStream(wire.read(in))));
            } catch (EOFException hostIsGone) {
                return 0;
            } catch (IOException pipe) {
                return 3;
            } catch (Throwable ours) {
                broken(ours);
            }
        }
    }

    private void broken(Throwable ours) {
        try {
            send(Wire.BROKEN, data -> Wire.writeText(data, describe(ours)));
        } catch (IOException pipe) {
            Runtime.getRuntime().halt(3);
        }
    }

    private static String describe(Throwable ours) {
        java.io.StringWriter text = new java.io.StringWriter();
        ours.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    private void handle(DataInputStream message) throws IOException {
        int type = message.readByte();
        if (type == Wire.OPEN) {
            session = open(message);
            send(Wire.READY, data -> Wire.writeText(data, System.getProperty("java.version", "")));
            return;
        }
        Session open = session;
        if (open == null) {
            throw new IOException("not open");
        }
        switch (type) {
            case Wire.BATCH:
                open.put(message.readInt(), classes(message));
                break;
            case Wire.DROP:
                open.drop(message.readInt());
                break;
            case Wire.FIND:
                List<String> found = open.findTests();
                send(Wire.FOUND, data -> {
                    data.writeInt(found.size());
                    for (String name : found) {
                        Wire.writeText(data, name);
                    }
                });
                break;
            case Wire.RUN:
                run(open, new Request(message));
                break;
            case Wire.PROBE:
                probe(open, new ProbeRequest(message));
                break;
            default:
                throw new IOException("unknown request " + type);
        }
    }

    private Session open(DataInputStream message) throws IOException {
        int stackKilobytes = message.readInt();
        List<Path> tests = paths(message);
        List<Path> production = paths(message);
        List<Path> jars = paths(message);
        return new Session(tests, production, jars, stackKilobytes, this::callForHelp);
    }

    /** A test thread cannot be stopped from inside: tells what is known of it, and the host ends this JVM. */
    private void callForHelp(Watchdog watchdog) {
        Sink sink = current;
        if (sink == null) {
            return;
        }
        sink.flushLines();
        try {
            send(Wire.STUCK, data -> {
                BitSet hits = Lines.seen();
                hits.or(watchdog.earlier());
                Recorder.writeBits(data, hits);
                Recorder.writeBits(data, watchdog.again());
                Recorder.writeStacks(data, watchdog.samples());
            });
        } catch (IOException pipe) {
            Runtime.getRuntime().halt(3);
        }
    }

    private static List<Path> paths(DataInputStream message) throws IOException {
        int count = message.readInt();
        List<Path> paths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            paths.add(Paths.get(Wire.readText(message)));
        }
        return paths;
    }

    private static Map<String, byte[]> classes(DataInputStream message) throws IOException {
        int count = message.readInt();
        Map<String, byte[]> classes = new HashMap<>();
        for (int i = 0; i < count; i++) {
            classes.put(Wire.readText(message), Wire.readBytes(message));
        }
        return classes;
    }

    private void run(Session open, Request request) throws IOException {
        Sink sink = new Sink(request.has(Wire.BASELINE));
        current = sink;
        Session.Summary summary = open.run(request, sink);
        current = null;
        send(Wire.RUN_ENDED, data -> {
            data.writeLong(summary.nanos);
            data.writeLong(summary.ticks);
            data.writeBoolean(summary.retire);
            Wire.writeText(data, summary.problem);
            data.writeInt(sink.kept.size());
            for (byte[] ended : sink.kept) {
                data.write(ended);
            }
            data.writeInt(Answers.held());
            data.writeInt(Answers.failed());
            Values.write(data);
        });
    }

    private void probe(Session open, ProbeRequest request) throws IOException {
        current = new Sink(false);
        Session.Probed probed = open.probe(request);
        current = null;
        send(Wire.PROBED, data -> {
            data.writeBoolean(probed.retire);
            data.writeInt(probed.sightings.size());
            for (Sighting sighting : probed.sightings) {
                sighting.write(data);
            }
        });
    }

    private void send(int type, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeByte(type);
        body.writeTo(data);
        wire.write(out, bytes.toByteArray());
    }

    private interface Body {
        void writeTo(DataOutputStream data) throws IOException;
    }

    /** Where a run's news go: at once in a baseline, with its end otherwise. */
    final class Sink implements Instrumentation.LineSink, Recorder.News {
        private final boolean atOnce;
        private final List<byte[]> kept = new ArrayList<>();
        private ByteArrayOutputStream newLines = new ByteArrayOutputStream();

        Sink(boolean atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public synchronized int add(String className, String file, int line, String method) {
            int probe = Lines.add();
            try {
                DataOutputStream data = new DataOutputStream(newLines);
                data.writeInt(probe);
                Wire.writeText(data, className);
                Wire.writeText(data, file);
                data.writeInt(line);
                Wire.writeText(data, method);
            } catch (IOException e) {
                throw new IllegalStateException(e); // bytes in memory
            }
            return probe;
        }

        @Override
        public void started(String className, String method) {
            sendNow(Wire.STARTED, data -> {
                Wire.writeText(data, className);
                Wire.writeText(data, method);
            });
        }

        @Override
        public void ended(byte[] outcome) {
            if (!atOnce) {
                kept.add(outcome);
                return;
            }
            flushLines();
            sendNow(Wire.ENDED, data -> data.write(outcome));
        }

        void flushLines() {
            byte[] lines = takeLines();
            if (lines.length > 0) {
                sendNow(Wire.LINES, data -> data.write(lines));
            }
        }

        private synchronized byte[] takeLines() {
            byte[] lines = newLines.toByteArray();
            newLines = new ByteArrayOutputStream();
            return lines;
        }

        private void sendNow(int type, Body body) {
            try {
                send(type, body);
            } catch (IOException pipe) {
                Runtime.getRuntime().halt(3);
            }
        }
    }

    /** What tests print is not kept. */
    private static final class Nowhere extends OutputStream {
        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] b, int off, int len) {}
    }
}
