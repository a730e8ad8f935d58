package dev.fettle.app;

import dev.fettle.repair.RepairReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One sample repository with its planted fault.
 *
 * @param name of the repository, and of its folder among the resources
 * @param story what happens, one sentence
 * @param files of the repository, relative
 * @param abstains with which reason nothing must come out; null where a pull request must
 */
record DemoCase(
        String name,
        String story,
        List<String> files,
        @Nullable RepairReason abstains) {
    static final DemoCase BOOKING = new DemoCase(
            "booking",
            "CI fails: a test of the default branch is red",
            List.of("pom.xml", "src/main/java/demo/booking/Stay.java", "src/test/java/demo/booking/StayTest.java"),
            null);
    static final DemoCase CONTACTS = new DemoCase(
            "contacts",
            "a person labels an issue that holds a stack trace; no test shows it",
            List.of(
                    "pom.xml",
                    "src/main/java/demo/contacts/Initials.java",
                    "src/test/java/demo/contacts/InitialsTest.java"),
            null);
    static final DemoCase PRICING = new DemoCase(
            "pricing",
            "CI fails, but what is missing is a feature: Fettle must abstain",
            List.of(
                    "pom.xml",
                    "src/main/java/demo/pricing/Cheque.java",
                    "src/main/java/demo/pricing/Receipt.java",
                    "src/test/java/demo/pricing/ChequeTest.java",
                    "src/test/java/demo/pricing/ReceiptTest.java"),
            RepairReason.NO_FIX_FOUND);

    /**
     * Whether that is what must come of it: where nothing is proposed, for the right reason. A project that could not be built here is no abstention.
     *
     * @param reason of the last attempt, which begins with its name; "" where it succeeded
     */
    boolean cameOut(boolean proposed, String reason) {
        return abstains == null ? proposed : !proposed && reason.startsWith(abstains.name() + ":");
    }

    /** What must come of it, in words. */
    String expected() {
        return abstains == null ? "a pull request" : "nothing proposed, because of " + abstains.name();
    }

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
