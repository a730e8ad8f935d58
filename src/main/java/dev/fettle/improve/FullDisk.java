package dev.fettle.improve;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;

/** Tells a full disk from a mistake of ours: whoever runs Fettle can do something about the one. */
final class FullDisk {
    private static final int DEEPEST = 20;

    private FullDisk() {}

    /** In a sentence for whoever runs Fettle; empty when it was something else. */
    static Optional<String> seenIn(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof IOException io && isFull(String.valueOf(io.getMessage()))) {
                String file = io instanceof FileSystemException of
                        ? of.getOtherFile() == null ? of.getFile() : of.getOtherFile()
                        : null;
                return Optional.of("No space is left on the disk" + (file == null ? "." : " to write " + file + "."));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static boolean isFull(String message) {
        return message.contains("No space left on device") || message.contains("Disk quota exceeded");
    }
}
