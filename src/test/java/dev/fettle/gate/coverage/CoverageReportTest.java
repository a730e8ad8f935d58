package dev.fettle.gate.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jacoco.core.data.ExecutionData;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.ExecutionDataWriter;
import org.jacoco.core.data.SessionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coverage as others measured it, from files that nobody vouches for. */
class CoverageReportTest {
    private static final String JACOCO = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
            <report name="shop"><group name="core"><package name="shop/cart">
              <class name="shop/cart/Cart" sourcefilename="Cart.java"><method name="sum" desc="()I" line="3"/></class>
              <sourcefile name="Cart.java"><line nr="3" mi="0" ci="4" mb="0" cb="0"/><line nr="4" mi="2" ci="0" mb="0" cb="0"/></sourcefile>
            </package></group></report>
            """;
    private static final String COBERTURA = """
            <coverage line-rate="0.5"><packages><package name="pkg"><classes>
              <class name="mod.py" filename="pkg/mod.py"><methods><method name="f"><lines><line number="1" hits="0"/></lines></method></methods>
                <lines><line number="1" hits="3"/><line number="2" hits="0"/></lines></class>
            </classes></package></packages></coverage>
            """;
    private static final String LCOV = """
            TN:
            SF:/home/ci/build/src/app.js
            FN:1,f
            DA:1,7
            DA:2,0
            LF:2
            end_of_record
            """;

    private static CoverageReport read(String text) throws CoverageReport.UnreadableException {
        return CoverageReport.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void jacocoCoberturaAndLcovSayTheSame() throws Exception {
        assertThat(read(JACOCO).lines().of("core/src/main/java/shop/cart/Cart.java"))
                .isEqualTo(Map.of(3, true, 4, false));
        assertThat(read(COBERTURA).lines().of("pkg/mod.py")).isEqualTo(Map.of(1, true, 2, false));
        assertThat(read(LCOV).lines().of("src/app.js")).isEqualTo(Map.of(1, true, 2, false));
        assertThat(read(JACOCO).kind() + read(COBERTURA).kind() + read(LCOV).kind())
                .isEqualTo("jacococoberturalcov");
    }

    @Test
    void aPathThatTwoFilesAgreeWithIsNeither() throws Exception {
        String twice = LCOV + LCOV.replace("build", "other");
        assertThat(read(twice).lines().of("src/app.js")).isEmpty();
        assertThat(read(LCOV).lines().of("src/myapp.js")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<html/>",
                "<report><package name='a'>",
                "SF:a.js\nDA:1,1\n",
                "SF:a.js\nDA:x\nend_of_record\n",
                "<coverage><class filename='a'><line number='many' hits='1'/></class></coverage>"
            })
    void whatIsNoReportIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(CoverageReport.UnreadableException.class);
    }

    @Test
    void entitiesAreNotResolved() {
        String bomb = "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><report><package name='&a;'/></report>";
        assertThatThrownBy(() -> read(bomb)).isInstanceOf(CoverageReport.UnreadableException.class);
    }

    @Test
    void whatTheAgentWroteIsReadAsJacocoReadsIt() throws IOException {
        ExecutionDataStore store = new ExecutionDataStore();
        ExecutionFile.read(written(true, false, true, false, false, false, false, false, true), store);
        ExecutionFile.read(written(false, true, false, false, false, false, false, false, false), store);

        assertThat(store.get(7).getProbes()).containsExactly(true, true, true, false, false, false, false, false, true);
    }

    @Test
    void aLengthThatTheFileDoesNotHoldCostsNothing() throws IOException {
        byte[] file = written(true);
        byte[] cut = Arrays.copyOf(file, file.length - 2);
        assertThatThrownBy(() -> ExecutionFile.read(cut, new ExecutionDataStore()))
                .isInstanceOf(IOException.class);
        ByteArrayOutputStream huge = new ByteArrayOutputStream();
        huge.write(cut);
        huge.write(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07});
        assertThatThrownBy(() -> ExecutionFile.read(huge.toByteArray(), new ExecutionDataStore()))
                .hasMessageContaining("ends early");
        assertThatThrownBy(() -> ExecutionFile.read(new byte[] {1, 2, 3}, new ExecutionDataStore()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void filesOfTwoBuildsContradictEachOther() throws IOException {
        ExecutionDataStore store = new ExecutionDataStore();
        ExecutionFile.read(written(true), store);
        byte[] other = written(true, true);
        assertThatThrownBy(() -> ExecutionFile.read(other, store)).hasMessageContaining("contradicts");
    }

    private static byte[] written(boolean... probes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExecutionDataWriter writer = new ExecutionDataWriter(out);
        writer.visitSessionInfo(new SessionInfo("a", 1, 2));
        writer.visitClassExecution(new ExecutionData(7, "shop/Cart", probes));
        return out.toByteArray();
    }
}
