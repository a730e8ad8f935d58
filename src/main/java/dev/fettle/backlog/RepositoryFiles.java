package dev.fettle.backlog;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace.Frame;

/** Which file of a repository a frame stands in. */
@FunctionalInterface
public interface RepositoryFiles {
    /** Where nobody knows the repository's tree. */
    RepositoryFiles UNKNOWN = (repository, frame) -> "";

    /** The path from the repository's root, "" where it is not one of its files or that is not known. Waits for nothing. */
    String path(RepositoryRef repository, Frame frame);
}
