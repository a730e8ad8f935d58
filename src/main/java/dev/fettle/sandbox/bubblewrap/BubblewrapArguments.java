package dev.fettle.sandbox.bubblewrap;

import dev.fettle.sandbox.Command;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** bubblewrap's options for one command, as the NUL-separated list that {@code --args} reads: nothing of it shows in a process list. */
final class BubblewrapArguments {
    /** Home inside; made fresh for each command. */
    static final String HOME = "/home/fettle";

    private static final long TEMPORARY_BYTES = 256L << 20;
    private static final long HOME_BYTES = 64L << 20;
    private static final long SHARED_MEMORY_BYTES = 64L << 20;

    /** Read-only from the host's /etc, where it has them: what programs below /usr need, and no setting of the operator's. */
    private static final List<String> ETC = List.of(
            "/etc/ld.so.cache",
            "/etc/ld.so.conf",
            "/etc/ld.so.conf.d",
            "/etc/alternatives",
            "/etc/localtime",
            "/etc/timezone",
            "/etc/mime.types",
            "/etc/fonts",
            "/etc/ssl/certs/java",
            "/etc/pki/java",
            "/etc/pki/ca-trust/extracted/java");

    private final List<String> options = new ArrayList<>();

    private BubblewrapArguments() {}

    /** @param hidden what below /usr is not to be seen */
    static byte[] of(Command command, Path work, Path etc, OperatorFiles hidden) {
        BubblewrapArguments arguments = new BubblewrapArguments();
        arguments.namespaces();
        arguments.system(etc);
        arguments.hide(hidden, etc);
        arguments.privateFolders();
        for (Path path : command.readOnly()) {
            arguments.show(path);
        }
        arguments.add("--bind", work.toString(), work.toString());
        arguments.add("--remount-ro", "/");
        arguments.add(
                "--chdir", work.resolve(command.workingDirectory()).normalize().toString());
        command.environment().forEach((name, value) -> arguments.add("--setenv", name, value));
        return arguments.bytes();
    }

    private void namespaces() {
        add("--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts");
        add("--unshare-cgroup-try", "--disable-userns", "--die-with-parent", "--new-session", "--clearenv");
        add("--hostname", "fettle");
    }

    private void system(Path etc) {
        add("--ro-bind", "/usr", "/usr");
        for (String name : List.of("bin", "sbin", "lib", "lib64", "lib32")) {
            Path top = Path.of("/", name);
            if (Files.isSymbolicLink(top)) {
                add("--symlink", "usr/" + name, top.toString());
            } else if (Files.isDirectory(top)) {
                add("--ro-bind", top.toString(), top.toString());
            }
        }
        add("--perms", "0755", "--dir", "/etc");
        for (String path : ETC) {
            showIfThere(Path.of(path));
        }
        try (Stream<Path> entries = Files.list(Path.of("/etc"))) {
            // Debian and Fedora keep a JDK's configuration in /etc/java-17-openjdk, /etc/java and the like.
            entries.filter(path -> path.getFileName().toString().startsWith("java"))
                    .sorted()
                    .forEach(this::showIfThere);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("cannot list /etc", e);
        }
        for (String name : SyntheticEtc.NAMES) {
            add("--ro-bind", etc.resolve(name).toString(), "/etc/" + name);
        }
    }

    private void hide(OperatorFiles hidden, Path etc) {
        for (Path file : hidden.files()) {
            add("--ro-bind", etc.resolve(SyntheticEtc.EMPTY).toString(), file.toString());
        }
        for (Path folder : hidden.folders()) {
            add("--perms", "0755", "--size", "4096", "--tmpfs", folder.toString(), "--remount-ro", folder.toString());
        }
    }

    private void privateFolders() {
        add("--proc", "/proc", "--dev", "/dev");
        add("--perms", "1777", "--size", Long.toString(SHARED_MEMORY_BYTES), "--tmpfs", "/dev/shm");
        add("--remount-ro", "/dev");
        add("--perms", "1777", "--size", Long.toString(TEMPORARY_BYTES), "--tmpfs", "/tmp");
        add("--perms", "0755", "--dir", "/var", "--symlink", "../tmp", "/var/tmp", "--perms", "0755", "--dir", "/run");
        add("--size", Long.toString(HOME_BYTES), "--tmpfs", HOME);
    }

    private void showIfThere(Path path) {
        if (Files.exists(path)) {
            show(path);
        }
    }

    private void show(Path path) {
        Path plain = path.toAbsolutePath().normalize();
        if (!plain.startsWith("/usr")) {
            add("--ro-bind", plain.toString(), plain.toString());
        }
    }

    private void add(String... more) {
        options.addAll(List.of(more));
    }

    private byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String option : options) {
            out.writeBytes(option.getBytes(StandardCharsets.UTF_8));
            out.write(0);
        }
        return out.toByteArray();
    }
}
