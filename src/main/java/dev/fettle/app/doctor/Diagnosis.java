package dev.fettle.app.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.UntrustedText;
import java.util.List;
import java.util.Locale;

/** All that was found, for people and for programs. */
public record Diagnosis(List<Finding> findings) {
    private static final int COULD_NOT_TRY = 3;
    private static final int LONGEST = 600;
    private static final String INDENT = " ".repeat(23);

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** 0 where nothing is broken, 1 where something is, 3 where nothing is known to be but something could not be tried. */
    public int status() {
        if (count(State.BROKEN) > 0) {
            return 1;
        }
        return count(State.UNKNOWN) > 0 ? COULD_NOT_TRY : 0;
    }

    /**
     * A line each; below it what to do, and more lines where something is wrong.
     *
     * @param everything the further lines of what is well, too
     */
    public String text(boolean everything) {
        StringBuilder text = new StringBuilder();
        String last = "";
        for (Finding finding : findings) {
            String name = finding.check().equals(last) ? "" : finding.check();
            last = finding.check();
            line(
                    text,
                    String.format(Locale.ROOT, "%-8s %-13s %s", finding.state().mark(), name, shown(finding.seen())));
            if (!finding.advice().isEmpty()) {
                line(text, INDENT + "-> " + shown(finding.advice()));
            }
            if (everything || finding.state() == State.BROKEN) {
                finding.details().forEach(detail -> line(text, INDENT + "   " + shown(detail)));
            }
        }
        return text.append(summary()).append(System.lineSeparator()).toString();
    }

    public ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        for (State state : State.values()) {
            json.put(state.word(), count(state));
        }
        ArrayNode list = json.putArray("checks");
        for (Finding finding : findings) {
            ObjectNode one = list.addObject()
                    .put("check", finding.check())
                    .put("state", finding.state().word())
                    .put("seen", finding.seen())
                    .put("what_to_do", finding.advice());
            finding.details().forEach(one.putArray("details")::add);
        }
        return json;
    }

    private String summary() {
        return count(State.GOOD) + " well, " + count(State.WARNING) + " to look at, " + count(State.BROKEN)
                + " broken, " + count(State.UNKNOWN) + " not tried, " + count(State.NOT_NEEDED) + " not needed";
    }

    private int count(State state) {
        return (int)
                findings.stream().filter(finding -> finding.state() == state).count();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line.stripTrailing()).append(System.lineSeparator());
    }

    /** What servers and files say is shown, not obeyed. */
    private static String shown(String foreign) {
        return UntrustedText.oneLine(foreign, LONGEST);
    }
}
