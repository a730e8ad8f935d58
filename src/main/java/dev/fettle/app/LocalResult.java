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
import java.nio.file.Path;
import java.time.InstantSource;

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

    /** Makes {@code improvement/<ticket id>} without touching work tree or index; "" where the folder is no repository. */
    String branch() {
        boolean repository = !workspace.base().chars().allMatch(c -> c == '0');
        if (!repository) {
            return "";
        }
        CommitStyle style = Manners.of(workspace).style();
        String text = CommitText.message(ticket, mended.patch(), style, AUTHOR, EMAIL);
        String commit = workspace.commit(new CommitMessage(text, AUTHOR, EMAIL, clock.instant()));
        LocalBranch.create(folder, workspace, commit, ticket.branch());
        return ticket.branch();
    }

    /** Changes the files in the folder. */
    void apply() {
        FolderEdit.apply(folder, mended.patch().change());
    }
}
