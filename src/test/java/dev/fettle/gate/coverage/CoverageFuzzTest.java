package dev.fettle.gate.coverage;

import dev.fettle.Mutations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Coverage reports of other tools are foreign. */
class CoverageFuzzTest {
    private static final List<String> REPORTS = List.of(
            "<?xml version=\"1.0\"?><report name=\"r\"><package name=\"shop\"><sourcefile name=\"Cart.java\"><line nr=\"3\" mi=\"0\" ci=\"4\" mb=\"0\" cb=\"0\"/></sourcefile></package></report>",
            "<?xml version=\"1.0\"?><coverage line-rate=\"0.5\"><sources><source>/work</source></sources><packages><package name=\"p\"><classes><class filename=\"a/b.py\"><lines><line number=\"1\" hits=\"1\"/></lines></class></classes></package></packages></coverage>",
            "TN:\nSF:src/cart.js\nDA:1,1\nDA:2,0\nend_of_record\n");

    @Test
    void reports() {
        Mutations.ofTexts(REPORTS, input -> {
            try {
                CoverageReport.read(input);
            } catch (CoverageReport.UnreadableException e) {
                // its contract
            }
        });
    }
}
