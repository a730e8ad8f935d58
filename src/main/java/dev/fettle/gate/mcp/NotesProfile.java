package dev.fettle.gate.mcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.gate.mcp.ServerDeclaration.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Servers that remember in notes or in a graph: what is written in a scratch vault must be read back. */
final class NotesProfile implements Profile {
    private static final Pattern WORDS = Pattern.compile("obsidian|vault|server-memory|(^|[^a-z])memory([^a-z]|$)");
    private static final Pattern WRITE = Pattern.compile(
            "(obsidian[_-])?(create|write|add|save|append|put|new)[_-]?(to[_-])?(note|vault[_-]file|memory|content|file).*");
    private static final Pattern READ = Pattern.compile(
            "(obsidian[_-])?(read|get|view|open|fetch)[_-]?(note|vault[_-]file|memory|content|file)(_contents?)?");
    private static final List<String> NAMES =
            List.of("filename", "path", "filepath", "file_path", "name", "title", "key");
    private static final List<String> CONTENTS = List.of("content", "text", "body", "markdown", "note", "value");

    @Override
    public String id() {
        return "obsidian-memory";
    }

    @Override
    public Pattern words() {
        return WORDS;
    }

    @Override
    public boolean fits(List<Tool> tools) {
        return graph(tools).isPresent()
                || tools.stream().anyMatch(tool -> tool.lowerName().contains("note") && writes(tool))
                        && tools.stream().anyMatch(tool -> tool.lowerName().contains("note") && reads(tool));
    }

    private static boolean writes(Tool tool) {
        return WRITE.matcher(tool.lowerName()).matches()
                && tool.firstOf(NAMES).isPresent()
                && tool.firstOf(CONTENTS).isPresent();
    }

    private static boolean reads(Tool tool) {
        return READ.matcher(tool.lowerName()).matches() && tool.firstOf(NAMES).isPresent();
    }

    /** Every vault that it is given is the scratch vault, and a graph is kept in the scratch folder. */
    @Override
    public Program prepared(Program program, Scratch scratch) {
        List<String> arguments = new ArrayList<>();
        for (String argument : program.arguments()) {
            boolean vault = argument.isEmpty()
                    || !argument.startsWith("-")
                            && !argument.startsWith("@")
                            && argument.toLowerCase(Locale.ROOT).contains("vault")
                            && !argument.matches(".*\\.[cm]?[jt]s$|.*\\.py$");
            arguments.add(vault ? scratch.vault() : argument);
        }
        Map<String, String> environment = new HashMap<>(program.environment());
        environment.replaceAll(
                (name, value) -> name.toUpperCase(Locale.ROOT).contains("VAULT") ? scratch.vault() : value);
        environment.put("MEMORY_FILE_PATH", scratch.folder() + "/memory.jsonl");
        return new Program(program.command(), arguments, environment);
    }

    @Override
    public Optional<CheckResult> probe(Talk talk) {
        Optional<Tool> graph = graph(talk.tools());
        if (graph.isPresent()) {
            return Optional.of(remember(talk, graph.get()));
        }
        Optional<Tool> write =
                talk.tools().stream().filter(NotesProfile::writes).findFirst();
        Optional<Tool> read = talk.tools().stream().filter(NotesProfile::reads).findFirst();
        return write.isPresent() && read.isPresent()
                ? Optional.of(note(talk, write.get(), read.get()))
                : Optional.empty();
    }

    private static CheckResult note(Talk talk, Tool write, Tool read) {
        ObjectNode written = named(write, talk);
        written.put(write.firstOf(CONTENTS).orElseThrow(), "Remember " + talk.nonce());
        Optional<CheckResult> fault = ProbeVerdicts.fault(write, talk.call(write, written));
        return fault.orElseGet(() -> ProbeVerdicts.of(
                read,
                talk.call(read, named(read, talk)),
                "the note that " + write.shown() + " wrote",
                text -> text.contains("Remember " + talk.nonce())));
    }

    private static ObjectNode named(Tool tool, Talk talk) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put(tool.firstOf(NAMES).orElseThrow(), "fettle-" + talk.nonce() + ".md");
        if (tool.hasProperty("vault")) {
            arguments.put("vault", talk.scratch().vault().replaceFirst(".*/", ""));
        }
        return arguments;
    }

    private static Optional<Tool> graph(List<Tool> tools) {
        boolean readable = tools.stream().anyMatch(tool -> tool.name().equals("read_graph"));
        return tools.stream()
                .filter(tool -> readable && tool.name().equals("create_entities"))
                .findFirst();
    }

    private static CheckResult remember(Talk talk, Tool create) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        ObjectNode entity = arguments.putArray("entities").addObject();
        entity.put("name", "fettle-" + talk.nonce()).put("entityType", "probe");
        entity.putArray("observations").add("Remember " + talk.nonce());
        Optional<CheckResult> fault = ProbeVerdicts.fault(create, talk.call(create, arguments));
        if (fault.isPresent()) {
            return fault.get();
        }
        Tool read = talk.tools().stream()
                .filter(tool -> tool.name().equals("read_graph"))
                .findFirst()
                .orElseThrow();
        return ProbeVerdicts.of(
                read,
                talk.call(read, JsonNodeFactory.instance.objectNode()),
                "what " + create.shown() + " wrote",
                text -> text.contains("Remember " + talk.nonce()));
    }
}
