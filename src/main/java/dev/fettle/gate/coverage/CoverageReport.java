package dev.fettle.gate.coverage;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a coverage report that somebody else made: JaCoCo's XML, Cobertura's XML (which coverage.py, Istanbul and others write too) or lcov's trace file. The text is
 * foreign: no document type is read and no entity resolved.
 */
public final class CoverageReport {
    /** The largest that is read: 64 MiB. */
    public static final int MAX_BYTES = 64 << 20;

    private final LineCoverage lines;
    private final String kind;

    private CoverageReport(LineCoverage lines, String kind) {
        this.lines = lines;
        this.kind = kind;
    }

    /** It is none of the three, or is damaged. The message is for a person. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        public UnreadableException(String message) {
            super(message);
        }
    }

    LineCoverage lines() {
        return lines;
    }

    /** Such as {@code jacoco}. */
    public String kind() {
        return kind;
    }

    /**
     * Reads a report; its form is told from its text.
     *
     * @throws UnreadableException when it is none that is known, too large, or ends early
     */
    public static CoverageReport read(byte[] file) throws UnreadableException {
        if (file.length > MAX_BYTES) {
            throw new UnreadableException("the coverage report is larger than 64 MiB");
        }
        String text = new String(file, StandardCharsets.UTF_8);
        String start = text.stripLeading();
        if (!start.isEmpty() && (start.charAt(0) == '<' || start.charAt(0) == '\uFEFF')) {
            return xml(start.charAt(0) == '\uFEFF' ? start.substring(1) : start);
        }
        return lcov(text);
    }

    private static CoverageReport xml(String text) throws UnreadableException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
            Elements elements = new Elements();
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    elements.begin(reader);
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    elements.end();
                }
            }
            return elements.report();
        } catch (XMLStreamException | NumberFormatException e) {
            throw new UnreadableException("the coverage report is damaged");
        }
    }

    /** What the elements so far said; of both dialects, which share no element that means something else in the other. */
    private static final class Elements {
        private final LineCoverage.Builder lines = new LineCoverage.Builder();
        private final Deque<String> open = new ArrayDeque<>();
        private String kind = "";
        private String pack = "";
        private String file = "";

        void begin(XMLStreamReader reader) throws UnreadableException {
            String name = reader.getLocalName();
            if (open.isEmpty()) {
                kind = switch (name) {
                    case "report" -> "jacoco";
                    case "coverage" -> "cobertura";
                    default -> throw new UnreadableException("no coverage report of JaCoCo, Cobertura or lcov");
                };
            }
            open.push(name);
            if (kind.equals("jacoco")) {
                jacoco(name, reader);
            } else {
                cobertura(name, reader);
            }
        }

        private void jacoco(String name, XMLStreamReader reader) {
            switch (name) {
                case "package" -> pack = attribute(reader, "name");
                case "sourcefile" -> {
                    String source = attribute(reader, "name");
                    file = pack.isEmpty() ? source : pack + "/" + source;
                }
                case "line" -> lines.add(file, number(reader, "nr"), number(reader, "ci") > 0);
                default -> {
                    // counters and methods say nothing of single lines
                }
            }
        }

        private void cobertura(String name, XMLStreamReader reader) {
            if (name.equals("class")) {
                file = attribute(reader, "filename").replace('\\', '/');
            } else if (name.equals("line") && !file.isEmpty()) {
                lines.add(
                        file,
                        number(reader, "number"),
                        !attribute(reader, "hits").matches("0*"));
            }
        }

        void end() {
            String name = open.pop();
            if (name.equals("class") || name.equals("sourcefile")) {
                file = "";
            }
        }

        CoverageReport report() {
            return new CoverageReport(lines.build(), kind);
        }

        private static String attribute(XMLStreamReader reader, String name) {
            @Nullable String value = reader.getAttributeValue(null, name);
            return value == null ? "" : value;
        }

        private static int number(XMLStreamReader reader, String name) {
            return Integer.parseInt(attribute(reader, name));
        }
    }

    private static CoverageReport lcov(String text) throws UnreadableException {
        LineCoverage.Builder lines = new LineCoverage.Builder();
        String file = "";
        boolean ended = false;
        boolean any = false;
        for (String line : text.split("\n", -1)) {
            String part = line.strip();
            if (part.startsWith("SF:")) {
                file = part.substring(3).replace('\\', '/');
                ended = false;
                any = true;
            } else if (part.equals("end_of_record")) {
                ended = true;
            } else if (part.startsWith("DA:") && !file.isEmpty()) {
                String[] numbers = part.substring(3).split(",");
                try {
                    lines.add(file, Integer.parseInt(numbers[0]), !numbers[1].matches("-?0*"));
                } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                    throw new UnreadableException("the coverage report is damaged");
                }
            }
        }
        if (!any) {
            throw new UnreadableException("no coverage report of JaCoCo, Cobertura or lcov");
        }
        if (!ended) {
            throw new UnreadableException("the coverage report ends early");
        }
        return new CoverageReport(lines.build(), "lcov");
    }
}
