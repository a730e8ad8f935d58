package dev.fettle.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Opens and creates git directories, always cut off from the machine's configuration. */
final class Repositories {
    private Repositories() {}

    /** Creates a bare repository, or opens it where it is there already. */
    static Repository createBare(Path gitDirectory, String defaultBranch) {
        try {
            if (Files.exists(gitDirectory.resolve("HEAD"))) {
                return openBare(gitDirectory);
            }
            Files.createDirectories(gitDirectory);
            Repository repository = new FileRepositoryBuilder()
                    .setFS(Hermetic.files())
                    .setGitDir(gitDirectory.toFile())
                    .setInitialBranch(defaultBranch)
                    .setBare()
                    .build();
            repository.create(true);
            StoredConfig config = repository.getConfig();
            // JGit tidies up by itself after a fetch: only when many packs lie there, never behind our back, and never
            // what is young.
            config.setInt("gc", null, "auto", 0);
            config.setBoolean("gc", null, "autodetach", false);
            config.setString("gc", null, "pruneexpire", "14.days.ago");
            config.setBoolean("receive", null, "autogc", false);
            config.setBoolean("uploadpack", null, "allowReachableSHA1InWant", true);
            config.save();
            return repository;
        } catch (IOException | org.eclipse.jgit.api.errors.InvalidRefNameException e) {
            throw new WorkspaceException("cannot create a git repository at " + gitDirectory, e);
        }
    }

    /** Opens a bare repository. */
    static Repository openBare(Path gitDirectory) {
        try {
            return new FileRepositoryBuilder()
                    .setFS(Hermetic.files())
                    .setGitDir(gitDirectory.toFile())
                    .setBare()
                    .setMustExist(true)
                    .build();
        } catch (RepositoryNotFoundException e) {
            throw new WorkspaceException("there is no git repository at " + gitDirectory, e);
        } catch (IOException e) {
            throw new WorkspaceException("cannot open the git repository at " + gitDirectory, e);
        }
    }

    /**
     * Opens the repository whose work tree is this very folder: a person's, only to be read unless the caller says otherwise.
     *
     * @return empty when the folder is not the root of a work tree, or has no commit yet
     */
    static Optional<Repository> openOf(Path folder) {
        if (!Files.exists(folder.resolve(".git"))) {
            return Optional.empty();
        }
        try {
            Repository repository = new FileRepositoryBuilder()
                    .setFS(Hermetic.files())
                    .setWorkTree(folder.toFile())
                    .setMustExist(true)
                    .build();
            if (repository.resolve("HEAD^{commit}") == null) {
                repository.close();
                return Optional.empty();
            }
            return Optional.of(repository);
        } catch (RepositoryNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new WorkspaceException("cannot read the git repository in " + folder, e);
        }
    }
}
