package dev.fettle.app;

import dev.fettle.backlog.Ticket;
import dev.fettle.improve.RepairPipeline.Mended;
import dev.fettle.propose.CommitText;
import dev.fettle.propose.Manners;
import dev.fettle.workspace.CommitMessage;
import dev.fettle.workspace.CommitStyle;
import dev.fettle.workspace.FolderEdit;
import dev.fettle.workspace.LocalBranch;
import dev.fettle.workspace.Workspace;
import dev.fettle.workspace.WorkspaceException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** What a fix leaves in a person's folder: a branch in its repository, and, only when asked, changed files. */
final class LocalResult {
    private static final String AUTHOR = "Fettle";
    private static final String EMAIL = "fettle@localhost";
    private final Path folder;
    private final Workspace workspace;
    private final Ticket ticket;
    private final Mended mended;
    private final InstantSource clock;

    LocalResult(Path folder, Workspace workspace, Ticket ticket, Mended mended, InstantSource clock) {
        this.folder = folder;
        this.workspace = workspace;
        this.ticket = ticket;
        this.mended = mended;
        this.clock = clock;
    }

    /**
     * The branch that holds the fix.
     *
     * @param name "" where there is none
     * @param note why there is none; "" where there is one, or none was wanted
     */
    record Branch(String name, String note) {
        /** Nobody asked for one. */
        static final Branch NOT_WANTED = new Branch("", "");
    }

    /** Why no branch can be made of what is found in a folder, as far as this is known before anything is found. */
    static Optional<String> noBranch(Path folder) {
        return new LocalFolder(folder)
                .repositoryAbove()
                .map(root -> folder + " is a part of the repository at " + root
                        + ", and a branch is made only from its root; 'git apply' takes the patch");
    }

    /** Makes {@code improvement/<ticket id>} without touching work tree or index. */
    Branch branch() {
        Optional<String> part = noBranch(folder);
        if (part.isPresent()) {
            return new Branch("", part.get());
        }
        if (workspace.base().chars().allMatch(c -> c == '0')) {
            return new Branch("", folder + " is no git repository with a commit");
        }
        CommitStyle style = Manners.of(workspace).style();
        String text = CommitText.message(ticket, mended.patch(), style, AUTHOR, EMAIL);
        String commit = workspace.commit(new CommitMessage(text, AUTHOR, EMAIL, clock.instant()));
        LocalBranch.Outcome made;
        try {
            made = LocalBranch.create(folder, workspace, commit, ticket.branch());
        } catch (WorkspaceException e) {
            return new Branch("", e.getMessage() + ", to which this user may not be allowed to write");
        }
        return switch (made) {
            case CREATED, ALREADY_THERE -> new Branch(ticket.branch(), "");
            case TAKEN ->
                new Branch(
                        "",
                        "a branch " + ticket.branch()
                                + " stands at another commit already and was left as it is; delete or"
                                + " rename it and run this again");
            case NO_REPOSITORY -> new Branch("", folder + " is no git repository with a commit");
        };
    }

    /** Changes the files in the folder. */
    void apply() {
        FolderEdit.apply(folder, mended.patch().change());
    }
}
