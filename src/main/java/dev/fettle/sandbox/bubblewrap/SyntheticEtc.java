package dev.fettle.sandbox.bubblewrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The few files of /etc that are made up: one user, one group, one host. */
final class SyntheticEtc {
    static final List<String> NAMES = List.of("passwd", "group", "hosts", "nsswitch.conf");

    /** An empty file beside them, shown in the place of what is hidden. */
    static final String EMPTY = "empty";

    private SyntheticEtc() {}

    static void write(Path folder, int uid) throws IOException {
        Files.writeString(
                folder.resolve("passwd"),
                "fettle:x:" + uid + ":" + uid + "::" + BubblewrapArguments.HOME + ":/bin/sh\n"
                        + "nobody:x:65534:65534::/nonexistent:/bin/false\n");
        Files.writeString(folder.resolve(EMPTY), "");
        Files.writeString(folder.resolve("group"), "fettle:x:" + uid + ":\nnogroup:x:65534:\n");
        Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost fettle\n::1 localhost\n");
        Files.writeString(
                folder.resolve("nsswitch.conf"), "passwd: files\ngroup: files\nshadow: files\nhosts: files\n");
    }
}
