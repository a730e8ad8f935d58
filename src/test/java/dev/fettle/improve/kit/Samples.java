package dev.fettle.improve.kit;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What stands in the repositories of the stories. */
public final class Samples {
    /** Where the fault is. */
    public static final String SOURCE = "src/main/java/shop/Price.java";

    private Samples() {}

    /** A price that is wrong, with a red test that the engine of the stories can mend, and a green one. */
    public static Map<String, String> mendable() {
        return Map.of(
                "build.txt",
                "text\n",
                SOURCE,
                "package shop;\n\nclass Price {\n  int total(int net, int tax) {\n    return net - tax;\n  }\n}\n",
                "src/test/java/shop/PriceTest.java",
                "package shop;\n// test adds: " + SOURCE + " says net + tax\n// test named: " + SOURCE
                        + " says class Price\n");
    }

    /** The same, where no candidate helps. */
    public static Map<String, String> notMendable() {
        return Map.of(
                "build.txt",
                "text\n",
                SOURCE,
                "package shop;\n\nclass Price {\n  int total(int net) {\n    return net;\n  }\n}\n",
                "src/test/java/shop/PriceTest.java",
                "package shop;\n// test adds: " + SOURCE + " says net + tax\n// test named: " + SOURCE
                        + " says class Price\n");
    }

    /** All tests are green. */
    public static Map<String, String> green() {
        return Map.of(
                "build.txt",
                "text\n",
                SOURCE,
                "package shop;\n\nclass Price {\n  int total(int net, int tax) {\n    return net + tax;\n  }\n}\n",
                "src/test/java/shop/PriceTest.java",
                "package shop;\n// test adds: " + SOURCE + " says net + tax\n");
    }

    /** What Maven says of the red test. */
    public static Map<String, byte[]> redLog() {
        String log = String.join(
                "\n",
                "[INFO] Running shop.PriceTest",
                "[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.05 s <<< FAILURE! -- in shop.PriceTest",
                "[ERROR] shop.PriceTest.adds -- Time elapsed: 0.01 s <<< FAILURE!",
                "java.lang.AssertionError: expected:<12> but was:<8>",
                "\tat shop.PriceTest.adds(PriceTest.java:9)",
                "",
                "[ERROR] Failures:",
                "[ERROR]   PriceTest.adds:9 expected:<12> but was:<8>",
                "[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0",
                "[INFO] BUILD FAILURE",
                "");
        return Map.of("build", log.getBytes(StandardCharsets.UTF_8));
    }
}
