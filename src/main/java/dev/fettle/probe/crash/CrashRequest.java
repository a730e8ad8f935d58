package dev.fettle.probe.crash;

import dev.fettle.probe.Wire;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the host wants to see crash. */
final class CrashRequest {
    final String type;
    final String message;
    /** The foreign method that the innermost of the project's frames had called, "" for none. */
    final String called;

    final List<Wanted.Frame> frames = new ArrayList<>();
    final long nanos;
    final int release;
    final long seed;

    CrashRequest(DataInputStream in) throws IOException {
        type = Wire.readText(in);
        message = Wire.readText(in);
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            frames.add(new Wanted.Frame(Wire.readText(in), Wire.readText(in), in.readInt()));
        }
        called = Wire.readText(in);
        nanos = in.readLong();
        release = in.readInt();
        seed = in.readLong();
    }
}
