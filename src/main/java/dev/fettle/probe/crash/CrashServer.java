package dev.fettle.probe.crash;

import dev.fettle.probe.Rig;
import dev.fettle.probe.Wire;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/** The main program of the JVM that searches: opens a module, searches once, answers on standard output. */
public final class CrashServer {
    private CrashServer() {}

    /** @param args the wire's mark in hexadecimal */
    public static void main(String[] args) {
        InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setIn(new ByteArrayInputStream(new byte[0]));
        System.setOut(new PrintStream(new Nowhere(), false));
        System.setErr(new PrintStream(new Nowhere(), false));
        Wire wire = new Wire(Long.parseUnsignedLong(args[0], 16));
        int status = 0;
        try {
            serve(wire, in, out);
        } catch (Throwable ours) {
            status = broken(wire, out, ours);
        }
        Runtime.getRuntime().halt(status);
    }

    private static void serve(Wire wire, InputStream in, OutputStream out) throws IOException {
        DataInputStream opening = message(wire, in, Wire.OPEN);
        int stackKilobytes = opening.readInt();
        Rig rig = new Rig(paths(opening), paths(opening), paths(opening), stackKilobytes);
        send(wire, out, Wire.READY, data -> Wire.writeText(data, System.getProperty("java.version", "")));
        CrashRequest request = new CrashRequest(message(wire, in, Wire.CRASH));
        CrashReport report = new Search(rig, request).run();
        send(wire, out, Wire.CRASHED, report::write);
    }

    private static DataInputStream message(Wire wire, InputStream in, int type) throws IOException {
        DataInputStream message = new DataInputStream(new ByteArrayInputStream(wire.read(in)));
        if (message.readByte() != type) {
            throw new IOException("not the message that comes now");
        }
        return message;
    }

    private static List<Path> paths(DataInputStream message) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (int left = message.readInt(); left > 0; left--) {
            paths.add(Paths.get(Wire.readText(message)));
        }
        return paths;
    }

    private static int broken(Wire wire, OutputStream out, Throwable ours) {
        StringWriter text = new StringWriter();
        ours.printStackTrace(new PrintWriter(text));
        try {
            send(wire, out, Wire.BROKEN, data -> Wire.writeText(data, text.toString()));
            return 1;
        } catch (IOException pipe) {
            return 3;
        }
    }

    private static void send(Wire wire, OutputStream out, int type, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeByte(type);
        body.writeTo(data);
        wire.write(out, bytes.toByteArray());
    }

    private interface Body {
        void writeTo(DataOutputStream data) throws IOException;
    }

    /** What the project's code prints is not kept. */
    private static final class Nowhere extends OutputStream {
        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] b, int off, int len) {}
    }
}
