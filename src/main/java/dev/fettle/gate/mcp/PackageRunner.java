package dev.fettle.gate.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.gate.mcp.ServerDeclaration.Program;
import dev.fettle.sandbox.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds what a declared command stands for without a network: a package that {@code npx} or {@code uvx} would fetch is looked for on this machine, and a program is looked
 * for where the sandbox would find it.
 */
final class PackageRunner {
    private static final Set<String> NODE_RUNNERS = Set.of("npx", "pnpx", "bunx");
    private static final Set<String> PYTHON_RUNNERS = Set.of("uvx", "pipx");
    private static final Set<String> CONTAINER_ENGINES = Set.of("docker", "podman", "nerdctl");
    private static final Set<String> WITH_VALUE =
            Set.of("--from", "--python", "--with", "-p", "--package", "--index-url");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerSandbox sandbox;

    PackageRunner(ServerSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** What came of a command. */
    sealed interface Found {}

    /**
     * It can be started.
     *
     * @param note worth saying, "" for nothing
     */
    record Startable(Program program, String note) implements Found {}

    /** It cannot. */
    record Missing(Fault fault, String detail) implements Found {}

    Found find(Program program) {
        Program plain = unwrapped(program);
        String name = plain.command().replaceFirst(".*[/\\\\]", "").replaceFirst("\\.(cmd|exe)$", "");
        if (CONTAINER_ENGINES.contains(name)) {
            return new Missing(Fault.CONTAINER_NOT_STARTED, name);
        }
        if (NODE_RUNNERS.contains(name)) {
            return node(plain);
        }
        boolean npmExec = name.equals("npm")
                && !plain.arguments().isEmpty()
                && Set.of("exec", "x").contains(plain.arguments().get(0));
        if (npmExec) {
            return node(new Program(
                    name, plain.arguments().subList(1, plain.arguments().size()), plain.environment()));
        }
        if (PYTHON_RUNNERS.contains(name)) {
            return python(plain);
        }
        return program(plain);
    }

    /** {@code cmd /c npx …} is how a declaration for Windows says {@code npx …}. */
    private static Program unwrapped(Program program) {
        List<String> arguments = program.arguments();
        boolean wrapped = program.command().matches("(?i)cmd(\\.exe)?")
                && arguments.size() > 1
                && arguments.get(0).equalsIgnoreCase("/c");
        return wrapped
                ? new Program(arguments.get(1), arguments.subList(2, arguments.size()), program.environment())
                : program;
    }

    /**
     * What stands behind a runner's own options.
     *
     * @param from the package that an option names, "" for none
     * @param first the first word that is no option, "" for none
     * @param rest what is left for the program
     */
    private record Words(String from, String first, List<String> rest) {
        static Words of(List<String> arguments) {
            String from = "";
            for (int i = 0; i < arguments.size(); i++) {
                String argument = arguments.get(i);
                if (WITH_VALUE.contains(argument) && i + 1 < arguments.size()) {
                    from = Set.of("--from", "-p", "--package").contains(argument) ? arguments.get(i + 1) : from;
                    i++;
                } else if (argument.startsWith("--package=") || argument.startsWith("--from=")) {
                    from = argument.substring(argument.indexOf('=') + 1);
                } else if (!argument.startsWith("-")) {
                    return new Words(from, argument, arguments.subList(i + 1, arguments.size()));
                }
            }
            return new Words(from, "", List.of());
        }

        String packageName() {
            return from.isEmpty() ? first : from;
        }
    }

    private Found node(Program program) {
        Words words = Words.of(program.arguments());
        String spec = words.packageName();
        int at = spec.indexOf('@', 1);
        String name = at > 0 ? spec.substring(0, at) : spec;
        if (!name.matches("(@[A-Za-z0-9._~-]+/)?[A-Za-z0-9._~-]+") || name.contains("..")) {
            return new Missing(Fault.PACKAGE_NOT_LOCAL, spec.isEmpty() ? "no package is named" : spec);
        }
        for (String folder : sandbox.nodePackages()) {
            Execution description = sandbox.run("", "/bin/cat", folder + "/" + name + "/package.json");
            if (description.ok()) {
                String wanted = at > 0 ? spec.substring(at + 1) : "";
                return binary(program, words, folder + "/" + name, description.stdout(), wanted);
            }
        }
        return new Missing(Fault.PACKAGE_NOT_LOCAL, "npm package " + name);
    }

    private static Found binary(Program program, Words words, String folder, String description, String wanted) {
        JsonNode json;
        try {
            json = JSON.readTree(description);
        } catch (JsonProcessingException e) {
            return new Missing(Fault.PACKAGE_NOT_LOCAL, folder + "/package.json is not JSON");
        }
        JsonNode bin = json.path("bin");
        String asked = words.from().isEmpty() ? folder.replaceFirst(".*/", "") : words.first();
        String file = bin.isTextual()
                ? bin.asText()
                : bin.path(asked)
                        .asText(bin.elements().hasNext() ? bin.elements().next().asText("") : "");
        if (file.isEmpty()) {
            return new Missing(Fault.PACKAGE_NOT_LOCAL, folder + " has no program");
        }
        List<String> rest = words.rest();
        String path = folder + "/" + file.replaceFirst("^\\./", "");
        boolean script = path.matches(".*\\.[cm]?js$");
        List<String> arguments = new ArrayList<>(script ? List.of(path) : List.of());
        arguments.addAll(rest);
        String version = json.path("version").asText("");
        boolean other = wanted.matches("\\d.*") && !wanted.equals(version);
        return new Startable(
                new Program(script ? "node" : path, arguments, program.environment()),
                other ? "version " + version + " is here, " + wanted + " is declared" : "");
    }

    private Found python(Program program) {
        List<String> arguments = program.arguments();
        boolean pipx = program.command().endsWith("pipx") && !arguments.isEmpty();
        Words words = Words.of(pipx ? arguments.subList(1, arguments.size()) : arguments);
        String name = words.first().replaceFirst("[@=\\[<>~!].*", "");
        if (name.matches("[A-Za-z0-9._-]+")) {
            for (String folder : sandbox.pythonPackages()) {
                String path = folder + "/bin/" + name;
                if (sandbox.run("", "/usr/bin/test", "-x", path).ok()) {
                    return new Startable(new Program(path, words.rest(), program.environment()), "");
                }
            }
        }
        return new Missing(Fault.PACKAGE_NOT_LOCAL, "Python package " + words.packageName());
    }

    private Found program(Program program) {
        String command = program.command();
        Execution there = command.contains("/")
                ? sandbox.inTree("/usr/bin/test", "-f", command, "-a", "-x", command)
                : sandbox.inTree("/bin/sh", "-c", "command -v -- \"$1\"", "look", command);
        if (there.ok()) {
            return new Startable(program, "");
        }
        if (there.end() == Execution.End.NOT_STARTED) {
            return new Missing(Fault.SANDBOX_FAILED, there.stderr());
        }
        if (!command.contains("/")) {
            return new Missing(Fault.PROGRAM_NOT_INSTALLED, command);
        }
        if (sandbox.inTree("/usr/bin/test", "-e", command).ok()) {
            return new Missing(Fault.PROGRAM_NOT_EXECUTABLE, command);
        }
        boolean inTree = !command.startsWith("/") || command.startsWith(sandbox.tree());
        return new Missing(inTree ? Fault.PROGRAM_MISSING : Fault.PROGRAM_NOT_INSTALLED, command);
    }
}
