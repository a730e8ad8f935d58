package dev.fettle.build;

import org.jspecify.annotations.Nullable;

/** A build cannot be read or made ready. The message names what is wrong and what to do. */
public final class BuildException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean ofTheProject;

    public BuildException(String message) {
        this(message, null, false);
    }

    public BuildException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private BuildException(String message, @Nullable Throwable cause, boolean ofTheProject) {
        super(message, cause);
        this.ofTheProject = ofTheProject;
    }

    /** What the project itself says cannot be built anywhere. */
    public static BuildException ofTheProject(String message, @Nullable Throwable cause) {
        return new BuildException(message, cause, true);
    }

    /** Whether it is the project's own fault; else something is missing here: a tool, a dependency, a network. */
    public boolean isOfTheProject() {
        return ofTheProject;
    }
}
