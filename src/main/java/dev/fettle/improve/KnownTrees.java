package dev.fettle.improve;

import dev.fettle.backlog.RepositoryFiles;
import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.forge.Repository;

/** Which files the default branches of repositories have. */
public interface KnownTrees extends RepositoryFiles {
    /** Where nobody looks: tickets name files as their traces do. */
    KnownTrees NONE = new KnownTrees() {
        @Override
        public void look(Repository repository) {}

        @Override
        public String path(RepositoryRef repository, Frame frame) {
            return "";
        }
    };

    /** Reads what is there of a repository, unless that was done just now. May ask the forge: not for a transaction. */
    void look(Repository repository);
}
