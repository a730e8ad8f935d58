package dev.fettle.gate.mcp;

import dev.fettle.gate.mcp.ServerDeclaration.Program;
import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.LiveProcess;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.Sandboxes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sandbox of one server: the tree, the packages beside it, a home, and places to write to. */
final class ServerSandbox implements AutoCloseable {
    private static final String TREE = "tree";
    private static final String HOME = "home";
    private static final String RELAY = "relay.jar";
    /** Once this is there, the server is asked to end. */
    private static final String END = "asked-to-end";

    private static final Limits LIMITS =
            new Limits(Duration.ofMinutes(5), Duration.ofMinutes(5), 3L << 30, 512, 64 << 10);

    /** Runs the server between our pipes, and sends it SIGTERM when it is time: a sandbox as such can only kill. */
    private static final String OVER_PIPES = """
            end=$1; shift
            exec 3<&0 </dev/null
            "$@" <&3 3<&- &
            server=$!
            exec 3<&-
            (until [ -e "$end" ]; do sleep 0.1; done; kill -TERM "$server") >/dev/null 2>&1 &
            wait "$server"
            """;

    /** The server listens on the sandbox's loopback, which nobody outside can reach: a relay beside it speaks to it there and to us through its pipes. */
    private static final String OVER_LOOPBACK = """
            java=$1 jar=$2 url=$3; shift 3
            exec 3<&0 </dev/null
            "$@" >&2 3<&- &
            server=$!
            "$java" -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -cp "$jar" dev.fettle.probe.HttpRelay "$url" <&3 3<&- &
            relay=$!
            exec 3<&-
            (while kill -0 "$server"; do sleep 0.1; done; kill -KILL "$relay") >/dev/null 2>&1 &
            wait "$relay"
            kill -TERM "$server" 2>/dev/null
            wait "$server"
            """;

    private final Sandbox sandbox;
    private final List<Path> shown = new ArrayList<>();
    private final List<String> nodePackages = new ArrayList<>();
    private final List<String> pythonPackages = new ArrayList<>();

    private ServerSandbox(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** A fresh sandbox with all in place. */
    static ServerSandbox open(Sandboxes sandboxes, ServerTree tree, PackageFolders packages) {
        ServerSandbox opened = new ServerSandbox(sandboxes.fresh(Quota.PROJECT));
        try {
            tree.layInto(opened.sandbox, TREE);
            opened.lay(packages);
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void lay(PackageFolders packages) {
        sandbox.write(HOME + "/.keep", new byte[0]);
        sandbox.write(Scratch.NAME + "/.keep", new byte[0]);
        sandbox.write(Scratch.NAME + "/vault/.obsidian/app.json", "{}\n".getBytes(StandardCharsets.UTF_8));
        sandbox.write(Scratch.NAME + "/vault/Welcome.md", "A vault for probes.\n".getBytes(StandardCharsets.UTF_8));
        nodePackages.add(tree() + "/" + PackageFolders.NODE);
        pythonPackages.add(tree() + "/" + PackageFolders.PYTHON);
        packages.node().forEach(folder -> nodePackages.add(visible(folder, "packages/" + nodePackages.size())));
        packages.python().forEach(folder -> pythonPackages.add(visible(folder, "packages/py" + pythonPackages.size())));
        if (nodePackages.size() > 1) {
            // What the tree's own programs import is looked for beside them.
            run(
                    TREE,
                    "/bin/sh",
                    "-c",
                    "[ -e \"$2\" ] || ln -s \"$1\" \"$2\"",
                    "link",
                    nodePackages.get(1),
                    PackageFolders.NODE);
        }
    }

    /** Where a folder of the host is inside: at its own place, read-only, or a copy where the sandbox's user may not look there. */
    private String visible(Path folder, String copy) {
        List<Path> more = new ArrayList<>(shown);
        more.add(folder);
        Command look = new Command(List.of("/usr/bin/test", "-d", folder.toString()), Map.of(), "", more);
        if (sandbox.run(look, LIMITS).ok()) {
            shown.add(folder);
            return folder.toString();
        }
        String target = copy + "/" + folder.getFileName();
        sandbox.copyIn(folder, target);
        return sandbox.directory().resolve(target).toString();
    }

    String tree() {
        return sandbox.directory().resolve(TREE).toString();
    }

    String home() {
        return sandbox.directory().resolve(HOME).toString();
    }

    Scratch scratch() {
        return Scratch.below(sandbox.directory().resolve(Scratch.NAME).toString());
    }

    /** Folders that may hold packages for Node, the tree's own first. */
    List<String> nodePackages() {
        return List.copyOf(nodePackages);
    }

    /** Folders that may be Python environments, the tree's own first. */
    List<String> pythonPackages() {
        return List.copyOf(pythonPackages);
    }

    /** Runs a program to its end, in a folder below the sandbox's. */
    Execution run(String directory, String... argv) {
        return sandbox.run(new Command(List.of(argv), environment(Map.of()), directory, shown), LIMITS);
    }

    /** Runs a program to its end, in the tree. */
    Execution inTree(String... argv) {
        return run(TREE, argv);
    }

    /** Starts a server that speaks through its pipes. */
    LiveProcess start(Program program) {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", OVER_PIPES, "server"));
        argv.add(sandbox.directory().resolve(END).toString());
        return start(argv, program, shown);
    }

    /** Starts a server that listens on its loopback, and what speaks to it there. */
    LiveProcess start(Program program, URI url) {
        Path java = Path.of(System.getProperty("java.home"));
        sandbox.write(RELAY, relay());
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", OVER_LOOPBACK, "server"));
        argv.add(java.resolve("bin/java").toString());
        argv.add(sandbox.directory().resolve(RELAY).toString());
        argv.add(url.toString());
        List<Path> visible = new ArrayList<>(shown);
        visible.add(java);
        return start(argv, program, visible);
    }

    private LiveProcess start(List<String> launcher, Program program, List<Path> visible) {
        List<String> argv = new ArrayList<>(launcher);
        argv.add(program.command());
        argv.addAll(program.arguments());
        return sandbox.start(new Command(argv, environment(program.environment()), TREE, visible), LIMITS);
    }

    /** Asks the server that was started to end. */
    void askToEnd() {
        sandbox.write(END, new byte[0]);
    }

    private Map<String, String> environment(Map<String, String> declared) {
        StringBuilder path = new StringBuilder();
        nodePackages.forEach(folder -> path.append(folder).append("/.bin:"));
        pythonPackages.forEach(folder -> path.append(folder).append("/bin:"));
        Map<String, String> all = new LinkedHashMap<>();
        all.put("PATH", path + "/usr/local/bin:/usr/bin:/bin");
        all.put("HOME", home());
        all.put("LANG", "C.UTF-8");
        declared.forEach((name, value) -> {
            if (name.matches("[A-Za-z_][A-Za-z0-9_]*") && !name.equals("PATH")) {
                all.put(name, value);
            }
        });
        return all;
    }

    private static byte[] relay() {
        try (InputStream in = ServerSandbox.class.getResourceAsStream("/META-INF/fettle/probe.jar")) {
            if (in == null) {
                throw new IllegalStateException("the jar was built without its probe");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
