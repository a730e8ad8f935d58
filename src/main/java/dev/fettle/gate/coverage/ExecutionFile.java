package dev.fettle.gate.coverage;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.jacoco.core.data.ExecutionData;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.ExecutionDataWriter;

/**
 * Reads what JaCoCo's agent wrote. JaCoCo's own reader trusts the lengths in the file, and the file comes from the sandbox: one false number would take the
 * memory of the server.
 */
final class ExecutionFile {
    private static final int MAGIC = ExecutionDataWriter.MAGIC_NUMBER;

    private ExecutionFile() {}

    /**
     * Adds a file's probes to a store.
     *
     * @throws IOException when it is not such a file, ends early, or contradicts what is in the store already
     */
    static void read(byte[] file, ExecutionDataStore into) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        boolean begun = false;
        for (int block = in.read(); block >= 0; block = in.read()) {
            if (block == ExecutionDataWriter.BLOCK_HEADER) {
                header(in);
                begun = true;
            } else if (!begun) {
                throw new IOException("no coverage data of JaCoCo");
            } else if (block == ExecutionDataWriter.BLOCK_SESSIONINFO) {
                in.readUTF();
                in.readLong();
                in.readLong();
            } else if (block == ExecutionDataWriter.BLOCK_EXECUTIONDATA) {
                probes(in, into);
            } else {
                throw new IOException("coverage data with an unknown block " + block);
            }
        }
    }

    private static void header(DataInputStream in) throws IOException {
        if (in.readChar() != MAGIC || in.readChar() != ExecutionDataWriter.FORMAT_VERSION) {
            throw new IOException("coverage data of another version of JaCoCo");
        }
    }

    private static void probes(DataInputStream in, ExecutionDataStore into) throws IOException {
        long id = in.readLong();
        String name = in.readUTF();
        long count = number(in);
        if ((count + 7) / 8 > in.available()) {
            throw new EOFException("coverage data that ends early");
        }
        boolean[] probes = new boolean[(int) count];
        int bits = 0;
        for (int i = 0; i < probes.length; i++) {
            bits = i % 8 == 0 ? in.readUnsignedByte() : bits >>> 1;
            probes[i] = (bits & 1) != 0;
        }
        try {
            into.put(new ExecutionData(id, name, probes));
        } catch (IllegalStateException e) {
            throw new IOException("coverage data that contradicts itself", e);
        }
    }

    /** Seven bits a byte, the low ones first. */
    private static long number(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int part = in.readUnsignedByte();
            value |= (long) (part & 0x7F) << shift;
            if ((part & 0x80) == 0) {
                return value;
            }
        }
        throw new IOException("coverage data with a number that does not end");
    }
}
