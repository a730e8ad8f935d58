package dev.fettle.gate.coverage;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jacoco.core.data.ExecutionData;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.ExecutionDataWriter;
import org.jacoco.core.data.SessionInfo;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.provider.MethodSource;

/** Coverage reports of other tools are foreign. */
class CoverageFuzzTest {
    private static final List<String> REPORTS = List.of(
            "<?xml version=\"1.0\"?><report name=\"r\"><package name=\"shop\"><sourcefile name=\"Cart.java\"><line nr=\"3\" mi=\"0\" ci=\"4\" mb=\"0\" cb=\"0\"/></sourcefile></package></report>",
            "<?xml version=\"1.0\"?><coverage line-rate=\"0.5\"><sources><source>/work</source></sources><packages><package name=\"p\"><classes><class filename=\"a/b.py\"><lines><line number=\"1\" hits=\"1\"/></lines></class></classes></package></packages></coverage>",
            "TN:\nSF:src/cart.js\nDA:1,1\nDA:2,0\nend_of_record\n");

    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> reports() {
        return Mutations.seeds(REPORTS);
    }

    @MethodSource
    @FuzzTest
    void reports(byte[] input) {
        try {
            CoverageReport.read(input);
        } catch (CoverageReport.UnreadableException e) {
            // its contract
        }
    }

    static List<Named<byte[]>> executionData() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ExecutionDataWriter writer = new ExecutionDataWriter(file);
        writer.visitSessionInfo(new SessionInfo("s", 1, 2));
        writer.visitClassExecution(new ExecutionData(7, "shop/Cart", new boolean[] {true, false, true}));
        return Mutations.seedsOfBytes(List.of(file.toByteArray()));
    }

    /** What the agent in a foreign JVM says that it wrote. */
    @MethodSource
    @FuzzTest
    void executionData(byte[] input) {
        try {
            ExecutionFile.read(input, new ExecutionDataStore());
        } catch (IOException e) {
            // its contract
        }
    }
}
