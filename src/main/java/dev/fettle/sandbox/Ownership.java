package dev.fettle.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Who owns what is put into a job's folder. */
@FunctionalInterface
public interface Ownership {
    /** What the host makes already belongs to the right user. */
    Ownership AS_MADE = path -> {};

    /** Hands a file, folder or link over, never what a link points to. */
    void give(Path path) throws IOException;

    /** Everything goes to this user and the group of the same number; needs root. */
    static Ownership of(int uid) {
        return path -> {
            Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        };
    }
}
