package dev.fettle.repair.run;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.Mutations;
import dev.fettle.probe.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.provider.MethodSource;

/** What a JVM in which foreign tests run says of them: it may have been written by one of those tests. */
class EndedFuzzTest {
    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> ends() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        Wire.writeText(out, "shop.CartTest");
        Wire.writeText(out, "sums");
        out.writeByte(Wire.FAILED);
        out.writeLong(1_000);
        out.writeLong(12);
        out.writeLong(7);
        out.writeBoolean(false);
        out.writeBoolean(false);
        out.writeBoolean(true);
        Wire.writeText(out, "java.lang.AssertionError");
        Wire.writeText(out, "expected: 5");
        Wire.writeText(out, "\tat shop.Cart.sum(Cart.java:12)");
        out.writeBoolean(false);
        out.writeBoolean(false);
        for (int i = 0; i < 3; i++) {
            out.writeInt(1);
            out.writeByte(5);
        }
        out.writeInt(1);
        out.writeInt(1);
        Wire.writeText(out, "shop.Cart");
        Wire.writeText(out, "sum");
        Wire.writeText(out, "Cart.java");
        out.writeInt(12);
        return Mutations.seedsOfBytes(List.of(bytes.toByteArray()));
    }

    @MethodSource
    @FuzzTest
    void ends(byte[] input) {
        try {
            Ended.read(new DataInputStream(new ByteArrayInputStream(input)));
        } catch (IOException e) {
            // its contract
        }
    }
}
