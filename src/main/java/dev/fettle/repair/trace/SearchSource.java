package dev.fettle.repair.trace;

import dev.fettle.build.Project.TestFramework;
import dev.fettle.build.StackTrace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The source of the search that runs in the sandbox, as one test of the project's own framework. */
final class SearchSource {
    static final String NAME = "FettleTraceSearchTest";
    private static final String TEMPLATE = "/dev/fettle/repair/trace/TraceSearch.java.txt";
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\[btnfr\"'\\\\]){1,40})\"");
    private static final int MOST_WORDS = 12;

    private final Entry entry;
    private final Entry place;
    private final StackTrace trace;
    private final String code;

    /**
     * A search.
     *
     * @param entry the method to call
     * @param place the method that threw
     * @param code the entry's source, whose string constants are tried too
     */
    SearchSource(Entry entry, Entry place, StackTrace trace, String code) {
        this.entry = entry;
        this.place = place;
        this.trace = trace;
        this.code = code;
    }

    String text() {
        TestFramework framework = entry.module().framework();
        String annotation = switch (framework) {
            case JUNIT4 -> "@org.junit.Test";
            case JUNIT5 -> "@org.junit.jupiter.api.Test";
            case TESTNG -> "@org.testng.annotations.Test";
            case JUNIT3, NONE -> "";
        };
        String pack = entry.packageName();
        return template()
                .replace("@PACKAGE@", pack.isEmpty() ? "" : "package " + pack + ";")
                .replace("@NAME@", NAME)
                .replace("@EXTENDS@", framework == TestFramework.JUNIT3 ? "extends junit.framework.TestCase" : "")
                .replace("@ANNOTATION@", annotation)
                .replace("@ENTRY_CLASS@", name(entry.frame().className()))
                .replace("@ENTRY_METHOD@", name(entry.frame().method()))
                .replace("@TYPE@", name(trace.type()))
                .replace("@PLACE_CLASS@", name(place.frame().className()))
                .replace("@PLACE_METHOD@", name(place.frame().method()))
                .replace("@WORDS@", words());
    }

    /** Names come from a foreign trace: only what a name may hold goes into source. */
    private static String name(String foreign) {
        return foreign.replaceAll("[^\\p{javaJavaIdentifierPart}.<>]", "");
    }

    /** String constants of the code, and what the message quotes, as literals. */
    private String words() {
        Set<String> words = new LinkedHashSet<>();
        Matcher quoted = STRING.matcher(trace.message());
        while (quoted.find() && words.size() < MOST_WORDS / 2) {
            words.add("\"" + quoted.group(1) + "\"");
        }
        Matcher constants = STRING.matcher(code);
        while (constants.find() && words.size() < MOST_WORDS) {
            words.add("\"" + constants.group(1) + "\"");
        }
        return String.join(", ", words);
    }

    private static String template() {
        try (InputStream in = SearchSource.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException("the jar was built without " + TEMPLATE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
