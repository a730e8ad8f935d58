package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.propose.ProjectFacts;
import java.nio.file.Path;

/** A first look at what a repository is, and whether its tests run here. */
@FunctionalInterface
public interface ProjectLook {
    /** Looks at a tree. What cannot be found out is told in the facts; nothing is thrown for it. */
    ProjectFacts at(Path tree, RepositoryRef repository);
}
