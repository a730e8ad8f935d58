package dev.fettle.sandbox.bubblewrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a path of the host can be shown in a sandbox. */
final class HostPaths {
    private HostPaths() {}

    /**
     * Why the path cannot be shown inside, as a sentence that says what to do; empty when it can.
     *
     * @param asStranger whether the command runs under a user id that owns nothing here
     */
    static Optional<String> obstacle(Path path, boolean asStranger) {
        try {
            if (!asStranger) {
                return Files.isReadable(path)
                        ? Optional.empty()
                        : Optional.of(path + " cannot be shown in the sandbox: it is not there or not readable.");
            }
            Path real = path.toRealPath();
            Optional<String> closed = closedAbove(real);
            if (closed.isPresent()) {
                return closed;
            }
            if (!othersMay(real, PosixFilePermission.OTHERS_READ)) {
                return Optional.of(
                        path + " cannot be shown in the sandbox: other users may not read it (chmod -R o+rX).");
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(path + " cannot be shown in the sandbox: it does not exist.");
        }
    }

    /** Why other users cannot even pass through to the path; empty when they can. */
    static Optional<String> closedAbove(Path path) throws IOException {
        for (Path parent = path.toRealPath().getParent(); parent != null; parent = parent.getParent()) {
            if (!othersMay(parent, PosixFilePermission.OTHERS_EXECUTE)) {
                return Optional.of(
                        path + " cannot be used by the sandbox: " + parent
                                + " is closed to other users. Keep it outside closed folders such as /root, or open them (chmod o+x).");
            }
        }
        return Optional.empty();
    }

    private static boolean othersMay(Path path, PosixFilePermission permission) throws IOException {
        Map<String, Object> mode = Files.readAttributes(path, "posix:permissions");
        return mode.get("permissions") instanceof Set<?> set && set.contains(permission);
    }
}
