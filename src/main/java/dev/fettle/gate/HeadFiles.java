package dev.fettle.gate;

import java.util.Optional;

/** Reads the files of the state that a change leads to, those too that it leaves as they are. */
@FunctionalInterface
public interface HeadFiles {
    /** Where nothing but the change is at hand. */
    HeadFiles NONE = path -> Optional.empty();

    /** The text of a file, by its path relative to the root with forward slashes; empty when it is missing or no text. */
    Optional<String> read(String path);
}
