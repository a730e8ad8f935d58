package dev.fettle.gate.mcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Servers that run commands: {@code echo} must come back with its words, not with the command itself. */
final class ShellProfile implements Profile {
    private static final Pattern WORDS =
            Pattern.compile("\\b(shell|bash|terminal|command-?line|server-commands|desktop-commander)\\b");
    private static final Pattern TOOL =
            Pattern.compile("(run|exec|execute|shell|bash|terminal).*|.*(command|shell|exec|bash)");
    private static final List<String> PROPERTIES =
            List.of("command", "cmd", "commandLine", "command_line", "script", "code");

    @Override
    public String id() {
        return "shell";
    }

    @Override
    public Pattern words() {
        return WORDS;
    }

    @Override
    public boolean fits(List<Tool> tools) {
        return tools.stream().anyMatch(ShellProfile::runs);
    }

    private static boolean runs(Tool tool) {
        return TOOL.matcher(tool.lowerName()).matches()
                && tool.firstOf(PROPERTIES).isPresent();
    }

    @Override
    public Optional<CheckResult> probe(Talk talk) {
        return talk.tools().stream().filter(ShellProfile::runs).findFirst().map(tool -> {
            String property = tool.firstOf(PROPERTIES).orElseThrow();
            ObjectNode arguments = JsonNodeFactory.instance.objectNode();
            if (tool.type(property).equals("array")) {
                arguments.putArray(property).add("echo").add("fettle").add(talk.nonce());
            } else if (tool.hasProperty("args") && tool.type("args").equals("array")) {
                arguments.put(property, "echo").putArray("args").add("fettle").add(talk.nonce());
            } else {
                // Three blanks go in and one comes out: the command alone is no answer.
                arguments.put(property, "echo fettle   " + talk.nonce());
            }
            String expected = "fettle " + talk.nonce();
            return ProbeVerdicts.of(
                    tool, talk.call(tool, arguments), "'" + expected + "'", text -> text.contains(expected));
        });
    }
}
