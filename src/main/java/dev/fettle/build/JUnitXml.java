package dev.fettle.build;

import dev.fettle.build.TestOutcome.Failure;
import dev.fettle.build.TestOutcome.Status;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads reports in JUnit's XML form, as Surefire, Failsafe, Gradle, pytest and the Node runners write them.
 *
 * <p>The bytes are hostile until shown otherwise: no document type is read, no entity is resolved, a file above {@link #MAX_BYTES} is not read at all, and
 * one that ends early gives the outcomes up to there and is reported as damaged.
 */
public final class JUnitXml {
    /** The largest report that is read: 20 MiB. */
    public static final int MAX_BYTES = 20 << 20;

    /** Kept of a message or a stack trace: 64 Ki characters. */
    static final int MAX_TEXT = 64 << 10;

    private static final int MAX_NAME = 2_000;

    private JUnitXml() {}

    /**
     * What the files say together.
     *
     * @param report one outcome a test id; where an id occurs twice, the worse outcome stands
     * @param damaged how many files could not be read to their end; never zero when something was left out
     */
    public record Reading(TestReport report, int damaged) {}

    /** Reads report files. Never throws for what they hold. */
    public static Reading read(Collection<byte[]> files) {
        Map<TestId, TestOutcome> outcomes = new LinkedHashMap<>();
        int damaged = 0;
        for (byte[] file : files) {
            damaged += readOne(file, outcomes) ? 0 : 1;
        }
        return new Reading(new TestReport(List.copyOf(outcomes.values())), damaged);
    }

    private static boolean readOne(byte[] file, Map<TestId, TestOutcome> into) {
        if (file.length > MAX_BYTES) {
            return false;
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(XmlText.legal(decode(file))));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    return false;
                }
                if (event == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("testcase")) {
                    TestOutcome outcome = testCase(reader);
                    into.merge(outcome.id(), outcome, JUnitXml::worse);
                }
            }
            return true;
        } catch (XMLStreamException | RuntimeException e) {
            // Truncated or not XML: what was read so far stands, and the caller is told.
            return false;
        }
    }

    private static TestOutcome worse(TestOutcome one, TestOutcome other) {
        return rank(other) > rank(one) ? other : one;
    }

    private static int rank(TestOutcome outcome) {
        return switch (outcome.status()) {
            case SKIPPED -> 0;
            case PASSED -> 1;
            case FAILED -> 2;
            case ERROR -> 3;
        };
    }

    private static TestOutcome testCase(XMLStreamReader reader) throws XMLStreamException {
        String className = attribute(reader, "classname");
        String name = attribute(reader, "name");
        Duration time = seconds(attribute(reader, "time"));
        Status status = Status.PASSED;
        @Nullable Failure failure = null;
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (reader.getLocalName()) {
                case "failure" -> {
                    status = Status.FAILED;
                    failure = failure(reader);
                }
                case "error" -> {
                    status = Status.ERROR;
                    failure = failure(reader);
                }
                case "skipped" -> {
                    status = Status.SKIPPED;
                    text(reader);
                }
                // flakyFailure, rerunFailure and the like tell of other tries; the verdict stands beside them.
                default -> text(reader);
            }
        }
        return new TestOutcome(id(className, name), status, time, failure);
    }

    /** Surefire gives failures of a whole class the class's name, or none. */
    private static TestId id(String className, String name) {
        if (className.isEmpty()) {
            return new TestId(name, "");
        }
        return new TestId(className, name.equals(className) ? "" : name);
    }

    private static Failure failure(XMLStreamReader reader) throws XMLStreamException {
        String type = attribute(reader, "type");
        String message = attribute(reader, "message");
        String trace = text(reader);
        if (message.isEmpty()) {
            message = messageOf(trace, type);
        }
        return new Failure(type, message, trace);
    }

    /** Surefire leaves the attribute out when the message is null; others leave it out always. */
    private static String messageOf(String trace, String type) {
        String firstLine = trace.strip().lines().findFirst().orElse("").strip();
        if (firstLine.equals(type)) {
            return "";
        }
        return firstLine.startsWith(type + ": ") ? firstLine.substring(type.length() + 2) : firstLine;
    }

    /** The text of the current element and of what is nested in it, without captured output; stands on its end afterwards. */
    private static String text(XMLStreamReader reader) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        int silent = 0;
        while (depth > 0) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (silent > 0 || reader.getLocalName().startsWith("system-")) {
                        silent++;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    silent = Math.max(0, silent - 1);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (silent == 0 && text.length() < MAX_TEXT) {
                        text.append(bounded(reader.getText(), MAX_TEXT - text.length()));
                    }
                }
                default -> {
                    // comments and instructions say nothing
                }
            }
        }
        return text.toString();
    }

    private static String attribute(XMLStreamReader reader, String name) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? "" : bounded(value, name.equals("message") ? MAX_TEXT : MAX_NAME);
    }

    private static String bounded(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static Duration seconds(String text) {
        try {
            double seconds = Double.parseDouble(text.replace(",", ""));
            return seconds > 0 && seconds < 1e7 ? Duration.ofNanos((long) (seconds * 1e9)) : Duration.ZERO;
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }

    private static String decode(byte[] file) {
        String head = new String(file, 0, Math.min(file.length, 100), StandardCharsets.ISO_8859_1);
        int at = head.indexOf("encoding=");
        String declared = at < 0 ? "" : head.substring(at + 10, Math.max(at + 10, end(head, at + 10)));
        Charset charset =
                declared.equalsIgnoreCase("ISO-8859-1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        return new String(file, charset);
    }

    private static int end(String head, int from) {
        int single = head.indexOf('\'', from);
        int twice = head.indexOf('"', from);
        return single < 0 || (twice >= 0 && twice < single) ? twice : single;
    }
}
