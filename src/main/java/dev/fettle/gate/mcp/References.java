package dev.fettle.gate.mcp;

import dev.fettle.base.SecretShapes;
import dev.fettle.gate.mcp.ServerDeclaration.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values where a declaration refers to some, and takes out what looks like a secret. A server is started without what is not known here: its user's variables,
 * what an editor would ask for, and every secret, whether it is referred to or written down.
 */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}$]{1,200})}");
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i)token|secret|passw|pwd|api[_-]?key|private[_-]?key|access[_-]?key|credential|authorization|bearer|cookie|(^|[_-])(key|auth)($|[_-])");

    private final SecretShapes shapes;
    private final Map<String, String> known;

    /**
     * @param tree the root of the tree, as the server sees it
     * @param home its home folder
     */
    References(SecretShapes shapes, String tree, String home) {
        this.shapes = shapes;
        this.known = Map.of(
                "workspaceFolder", tree,
                "workspaceRoot", tree,
                "CLAUDE_PROJECT_DIR", tree,
                "PWD", tree,
                "cwd", tree,
                "userHome", home,
                "HOME", home,
                "pathSeparator", "/",
                "/", "/");
    }

    /**
     * A program as it is started.
     *
     * @param withheld names of what it is started without
     */
    record Filled(Program program, List<String> withheld) {
        Filled {
            withheld = List.copyOf(withheld);
        }
    }

    Filled fill(Program program) {
        Set<String> withheld = new LinkedHashSet<>();
        String command = fill(program.command(), withheld);
        Map<String, String> environment = new LinkedHashMap<>();
        new TreeMap<>(program.environment()).forEach((name, value) -> {
            Set<String> missing = new LinkedHashSet<>();
            String filled = fill(value, missing);
            if (isSecret(name, value)) {
                withheld.add(name);
            } else if (missing.isEmpty()) {
                environment.put(name, filled);
            } else {
                withheld.addAll(missing);
            }
        });
        return new Filled(
                new Program(command, arguments(program.arguments(), withheld), environment), List.copyOf(withheld));
    }

    private List<String> arguments(List<String> written, Set<String> withheld) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            String argument = written.get(i);
            int equals = argument.indexOf('=');
            boolean option = argument.startsWith("-");
            if (option && equals > 0 && isSecret(argument.substring(0, equals), argument.substring(equals + 1))) {
                withheld.add(argument.substring(0, equals));
            } else if (option && equals < 0 && isSecret(argument, "") && i + 1 < written.size()) {
                withheld.add(argument);
                i++;
            } else if (!shapes.find(argument).isEmpty()) {
                withheld.add("argument " + (i + 1));
                arguments.add("");
            } else {
                arguments.add(fill(argument, withheld));
            }
        }
        return arguments;
    }

    /** By its name, or by the look of its value. */
    private boolean isSecret(String name, String value) {
        return SECRET_NAME.matcher(name).find()
                || !shapes.find(value).isEmpty()
                || !shapes.find(name + "=" + value).isEmpty();
    }

    private String fill(String text, Set<String> withheld) {
        Matcher references = REFERENCE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (references.find()) {
            String reference = references.group(1);
            String value = value(reference).orElseGet(() -> {
                withheld.add(reference.replaceFirst("^(env|input):", ""));
                return "";
            });
            references.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return references.appendTail(filled).toString();
    }

    /** What a reference stands for; empty for what only its user knows. */
    private Optional<String> value(String reference) {
        String name = reference.replaceFirst("^env:", "");
        int fallback = name.indexOf(":-");
        if (fallback >= 0) {
            return Optional.of(known.getOrDefault(name.substring(0, fallback), name.substring(fallback + 2)));
        }
        if (name.equals("workspaceFolderBasename")) {
            return Optional.of("tree");
        }
        return Optional.ofNullable(known.get(name));
    }
}
