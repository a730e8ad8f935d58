package dev.fettle.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One sample repository with its planted fault.
 *
 * @param name of the repository, and of its folder among the resources
 * @param story what happens, one sentence
 * @param files of the repository, relative
 * @param proposes whether a pull request must come out; else an abstention
 */
record DemoCase(String name, String story, List<String> files, boolean proposes) {
    static final DemoCase BOOKING = new DemoCase(
            "booking",
            "CI fails: a test of the default branch is red",
            List.of("pom.xml", "src/main/java/demo/booking/Stay.java", "src/test/java/demo/booking/StayTest.java"),
            true);
    static final DemoCase CONTACTS = new DemoCase(
            "contacts",
            "a person labels an issue that holds a stack trace; no test shows it",
            List.of(
                    "pom.xml",
                    "src/main/java/demo/contacts/Initials.java",
                    "src/test/java/demo/contacts/InitialsTest.java"),
            true);
    static final DemoCase PRICING = new DemoCase(
            "pricing",
            "CI fails, but what is missing is a feature: Fettle must abstain",
            List.of(
                    "pom.xml",
                    "src/main/java/demo/pricing/Cheque.java",
                    "src/main/java/demo/pricing/Receipt.java",
                    "src/test/java/demo/pricing/ChequeTest.java",
                    "src/test/java/demo/pricing/ReceiptTest.java"),
            false);

    /** The files' texts. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        files.forEach(file -> texts.put(file, resource(name + "/" + file)));
        return texts;
    }

    /** A text among the demo's resources. */
    static String resource(String path) {
        try (InputStream in = DemoCase.class.getResourceAsStream("/dev/fettle/app/demo/" + path)) {
            if (in == null) {
                throw new IllegalStateException("the jar was built without the demo's " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
