package dev.fettle.improve;

import dev.fettle.backlog.RepositoryFiles;
import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.forge.Repository;
import dev.fettle.workspace.Since;
import java.util.List;
import java.util.Optional;

/** Which files the default branches of repositories have. */
public interface KnownTrees extends RepositoryFiles, Earlier {
    /** Where nobody looks: tickets name files as their traces do. */
    KnownTrees NONE = new KnownTrees() {
        @Override
        public void look(Repository repository) {}

        @Override
        public String path(RepositoryRef repository, Frame frame) {
            return "";
        }

        @Override
        public Optional<Since> since(RepositoryRef repository, List<String> names, String head) {
            return Optional.empty();
        }
    };

    /** Reads what is there of a repository, unless that was done just now. May ask the forge: not for a transaction. */
    void look(Repository repository);
}
