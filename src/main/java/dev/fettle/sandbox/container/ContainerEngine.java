package dev.fettle.sandbox.container;

import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.Quota;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A container engine with podman's command line, which docker shares.
 *
 * @param program podman or docker, absolute
 * @param home the home of the server's user, where the engine's client looks for its configuration
 * @param image what containers are made of: any image with the C library of this machine, as the JDK and the build tool are shown from the host
 */
record ContainerEngine(Path program, Path home, String image) {
    private static final List<String> PLACES = List.of("/usr/bin/", "/usr/local/bin/");

    /** The first engine that is installed, rootless podman before docker. */
    static Optional<ContainerEngine> find(Path home, String image) {
        for (String name : List.of("podman", "docker")) {
            for (String place : PLACES) {
                Path program = Path.of(place + name);
                if (Files.isExecutable(program)) {
                    return Optional.of(new ContainerEngine(program, home, image));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isPodman() {
        return program.endsWith("podman");
    }

    /** The host's argument vector that runs a command in a container of its own. */
    List<String> run(String name, Path work, int uid, boolean asRoot, Command command, Limits limits, Quota quota) {
        List<String> argv = client();
        argv.addAll(List.of("run", "--rm", "--interactive", "--pull", "never", "--name", name, "--hostname", "fettle"));
        argv.addAll(List.of("--network", "none", "--ipc", "private", "--read-only", "--init"));
        argv.addAll(List.of("--cap-drop", "all", "--security-opt", "no-new-privileges"));
        argv.addAll(List.of("--user", uid + ":" + uid));
        if (isPodman() && !asRoot) {
            argv.addAll(List.of("--userns", "keep-id"));
        }
        String memory = Long.toString(limits.memoryBytes());
        argv.addAll(List.of("--memory", memory, "--memory-swap", memory));
        argv.addAll(List.of("--pids-limit", Integer.toString(limits.processes())));
        argv.addAll(List.of("--ulimit", "core=0:0", "--ulimit", "fsize=" + quota.bytes() + ":" + quota.bytes()));
        argv.addAll(List.of("--ulimit", "nofile=8192:8192", "--shm-size", "64m"));
        argv.addAll(List.of("--tmpfs", "/tmp:rw,nosuid,nodev,size=256m,mode=1777"));
        argv.addAll(List.of("--tmpfs", "/home/fettle:rw,nosuid,nodev,size=64m,mode=1777"));
        argv.addAll(List.of("--volume", work + ":" + work + ":rw"));
        for (Path path : command.readOnly()) {
            argv.addAll(List.of("--volume", path + ":" + path + ":ro"));
        }
        argv.addAll(List.of(
                "--workdir",
                work.resolve(command.workingDirectory()).normalize().toString()));
        command.environment().forEach((key, value) -> argv.addAll(List.of("--env", key + "=" + value)));
        argv.addAll(List.of("--entrypoint", command.argv().get(0), image));
        argv.addAll(command.argv().subList(1, command.argv().size()));
        return argv;
    }

    /** Kills and removes a container, whatever its state. */
    List<String> remove(String name) {
        List<String> argv = client();
        argv.addAll(List.of("rm", "--force", "--volumes", name));
        return argv;
    }

    private List<String> client() {
        return new ArrayList<>(List.of(
                "/usr/bin/env", "-i", "PATH=/usr/bin:/bin:/usr/sbin:/sbin", "HOME=" + home, program.toString()));
    }
}
