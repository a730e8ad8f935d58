package dev.fettle.app;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.Comment;
import dev.fettle.forge.Issue;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.Repository;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.web.ForgeView;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The local forge as its pages show it. */
final class LocalPages implements ForgeView {
    private final LocalForge forge;
    private final LocalForgeWorld world;

    LocalPages(LocalForge forge) {
        this.forge = forge;
        this.world = new LocalForgeWorld(forge);
    }

    @Override
    public List<RepositoryPage> repositories() {
        return forge.repositories().stream().map(this::page).toList();
    }

    @Override
    public Optional<RepositoryPage> repository(String owner, String name) {
        return find(owner, name).map(this::page);
    }

    @Override
    public Optional<IssuePage> issue(String owner, String name, long number) {
        return find(owner, name)
                .flatMap(repository -> world.issues(repository.ref()).stream()
                        .filter(issue -> issue.number() == number)
                        .findFirst()
                        .map(issue -> new IssuePage(row(issue), issue.body(), comments(repository.ref(), number))));
    }

    @Override
    public Optional<PullRequestPage> pullRequest(String owner, String name, long number) {
        return find(owner, name)
                .flatMap(repository -> forge.pullRequest(repository.ref(), number)
                        .map(pull -> new PullRequestPage(
                                row(pull),
                                pull.body(),
                                pull.headBranch(),
                                pull.headSha(),
                                pull.baseBranch(),
                                comments(repository.ref(), number),
                                world.checkRuns(repository.ref(), pull.headSha()).stream()
                                        .map(LocalPages::check)
                                        .toList(),
                                world.change(repository.ref(), number).unifiedDiff())));
    }

    private Optional<Repository> find(String owner, String name) {
        return forge.repositories().stream()
                .filter(each ->
                        each.ref().owner().equals(owner) && each.ref().name().equals(name))
                .findFirst();
    }

    private RepositoryPage page(Repository repository) {
        RepositoryRef ref = repository.ref();
        return new RepositoryPage(
                ref.owner(),
                ref.name(),
                repository.defaultBranch(),
                world.issues(ref).stream()
                        .map(LocalPages::row)
                        .sorted(newestFirst())
                        .toList(),
                world.pullRequests(ref).stream()
                        .map(LocalPages::row)
                        .sorted(newestFirst())
                        .toList());
    }

    private List<CommentView> comments(RepositoryRef repository, long number) {
        return world.comments(repository, number).stream()
                .map(LocalPages::comment)
                .toList();
    }

    private static Comparator<Row> newestFirst() {
        return Comparator.comparingLong(Row::number).reversed();
    }

    private static Row row(Issue issue) {
        return new Row(issue.number(), issue.title(), issue.author(), issue.open() ? "open" : "closed", issue.labels());
    }

    private static Row row(PullRequest pull) {
        boolean draft = pull.draft() && pull.state() == PullRequest.State.OPEN;
        String state = draft ? "draft" : pull.state().name().toLowerCase(Locale.ROOT);
        return new Row(pull.number(), pull.title(), pull.author(), state, pull.labels());
    }

    private static CommentView comment(Comment comment) {
        return new CommentView(comment.author(), comment.body());
    }

    private static CheckView check(CheckRun check) {
        return new CheckView(
                check.name(), check.conclusion().name().toLowerCase(Locale.ROOT), check.title(), check.summary());
    }
}
