package dev.fettle.gate.mcp;

import dev.fettle.base.UntrustedText;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a change takes from whoever uses the servers: a tool that one of them no longer offers, or a server that is no longer declared. */
final class Lost {
    static final String TOOL = "tool-gone";
    static final String SERVER = "server-gone";

    private static final int MOST = 20;
    private static final int LONGEST_NAME = 80;

    /** A change to nothing else takes no tool away. */
    private static final Pattern ONLY_WORDS = Pattern.compile(
            "(?i).*\\.(?:md|txt|adoc|rst|png|jpe?g|svg|gif)|(?:.*/)?(?:LICENSE|NOTICE|CODEOWNERS|\\.gitignore)");

    private Lost() {}

    /** Whether the servers before a change have to be asked for what they offered. */
    static boolean possible(Change change) {
        return change.files().stream()
                .anyMatch(file -> !ONLY_WORDS.matcher(file.path()).matches());
    }

    static List<Finding> between(DoctorReport before, DoctorReport now) {
        List<Finding> lost = new ArrayList<>();
        for (ServerReport was : before.servers()) {
            if (!was.listed() || lost.size() >= MOST) {
                continue;
            }
            Optional<ServerReport> is = now.like(was);
            if (is.isEmpty()) {
                lost.add(new Finding(
                        was.file(),
                        0,
                        SERVER,
                        UntrustedText.oneLine(was.name(), LONGEST_NAME) + " is no longer declared here."));
            } else if (is.get().listed()) {
                List<String> gone = new ArrayList<>(was.tools());
                gone.removeAll(is.get().tools());
                gone.stream()
                        .limit(MOST)
                        .forEach(tool -> lost.add(new Finding(
                                is.get().file(),
                                is.get().line(),
                                TOOL,
                                is.get().name() + " no longer has the tool " + tool
                                        + ": who calls it gets an error.")));
            }
        }
        return lost;
    }
}
