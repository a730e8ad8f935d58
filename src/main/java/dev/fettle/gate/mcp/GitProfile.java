package dev.fettle.gate.mcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.gate.mcp.ServerDeclaration.Program;
import dev.fettle.sandbox.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Servers for git: the log of a scratch repository must tell of its one commit, or its status of its one new file. */
final class GitProfile implements Profile {
    private static final Pattern WORDS = Pattern.compile("(^|[^a-z])git([^a-z]|$)");
    private static final Pattern LOG = Pattern.compile("(git[_-]?)?(log|history|show_log|commit_history)");
    private static final Pattern STATUS = Pattern.compile("(git[_-]?)?status");
    private static final List<String> PROPERTIES = List.of(
            "repo_path", "repoPath", "path", "repository", "repositoryPath", "repo", "cwd", "directory", "workingDir");
    private static final Set<String> REPOSITORY_OPTIONS = Set.of("--repository", "--repo", "-r", "--repo-path");

    private static final String MAKE = """
            set -e
            mkdir -p "$1" && cd "$1"
            git init -q .
            git config user.name fettle && git config user.email fettle@localhost
            echo one >one.txt && git add one.txt && git commit -q -m "Commit $2"
            echo two >"new-$2.txt"
            """;

    @Override
    public String id() {
        return "git";
    }

    @Override
    public Pattern words() {
        return WORDS;
    }

    @Override
    public boolean fits(List<Tool> tools) {
        return tools.stream()
                .anyMatch(tool -> tool.lowerName().startsWith("git") && (matches(LOG, tool) || matches(STATUS, tool)));
    }

    private static boolean matches(Pattern pattern, Tool tool) {
        return pattern.matcher(tool.lowerName()).matches();
    }

    /** A server that is bound to one repository is bound to the scratch one: in the sandbox the tree has no history. */
    @Override
    public Program prepared(Program program, Scratch scratch) {
        List<String> arguments = new ArrayList<>(program.arguments());
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (REPOSITORY_OPTIONS.contains(arguments.get(i))) {
                arguments.set(i + 1, scratch.repository());
            }
        }
        return new Program(program.command(), arguments, program.environment());
    }

    @Override
    public Optional<CheckResult> before(Talk talk) {
        Execution made = talk.run("/bin/sh", "-c", MAKE, "git", talk.scratch().repository(), talk.nonce());
        return made.ok()
                ? Optional.empty()
                : Optional.of(CheckResult.of(Check.PROBE, Fault.PROBE_NOT_POSSIBLE, "git: " + made.stderr()));
    }

    @Override
    public Optional<CheckResult> probe(Talk talk) {
        Optional<Tool> log = tool(talk, LOG);
        Optional<Tool> asked = log.isPresent() ? log : tool(talk, STATUS);
        return asked.map(tool -> {
            ObjectNode arguments = JsonNodeFactory.instance.objectNode();
            tool.firstOf(PROPERTIES)
                    .ifPresent(name -> arguments.put(name, talk.scratch().repository()));
            String expected = log.isPresent() ? "Commit " + talk.nonce() : "new-" + talk.nonce() + ".txt";
            return ProbeVerdicts.of(
                    tool, talk.call(tool, arguments), "'" + expected + "'", text -> text.contains(expected));
        });
    }

    private static Optional<Tool> tool(Talk talk, Pattern name) {
        return talk.tools().stream().filter(tool -> matches(name, tool)).findFirst();
    }
}
