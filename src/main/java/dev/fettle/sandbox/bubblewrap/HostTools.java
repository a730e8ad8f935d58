package dev.fettle.sandbox.bubblewrap;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The host's programs that the launcher is made of, by absolute path: nothing is looked up in a PATH at launch. */
record HostTools(Path sh, Path env, Path prlimit, Path setpriv, Path bwrap, Path mount, Path umount) {
    private static final List<String> PLACES = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    /**
     * Finds all of them.
     *
     * @throws MissingToolException naming the first that is missing and the package that has it
     */
    static HostTools find() throws MissingToolException {
        return new HostTools(
                find("sh", "dash"),
                find("env", "coreutils"),
                find("prlimit", "util-linux"),
                find("setpriv", "util-linux"),
                find("bwrap", "bubblewrap"),
                find("mount", "mount"),
                find("umount", "mount"));
    }

    private static Path find(String program, String packageName) throws MissingToolException {
        for (String place : PLACES) {
            Path candidate = Path.of(place, program);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new MissingToolException(program + " is not installed (package " + packageName + ")");
    }

    /** A program of the launcher is not there. */
    static final class MissingToolException extends Exception {
        private static final long serialVersionUID = 1L;

        MissingToolException(String message) {
            super(message);
        }
    }
}
