package dev.fettle.web;

import dev.fettle.web.ForgeView.CommentView;
import dev.fettle.web.Views.CommentHtml;
import dev.fettle.web.Views.DiffLine;
import dev.fettle.web.Views.PullView;
import dev.fettle.web.Views.ThreadView;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /forge/**}: the pages of a forge of our own, as GitHub lays them out. Read only. */
final class ForgePages implements WebServer.Routes {
    private final ForgeView forge;
    private final Onlooker.Source onlookers;
    private final Pages pages = new Pages(true);
    private final SafeMarkdown markdown = new SafeMarkdown();

    ForgePages(ForgeView forge, Onlooker.Source onlookers) {
        this.forge = forge;
        this.onlookers = onlookers;
    }

    @Override
    public void add(JavalinConfig config) {
        config.routes.get("/forge", this::repositories);
        config.routes.get("/forge/{owner}/{name}", this::repository);
        config.routes.get("/forge/{owner}/{name}/issues/{number}", this::issue);
        config.routes.get("/forge/{owner}/{name}/pull/{number}", this::pull);
    }

    private void repositories(Context ctx) {
        Onlooker onlooker = onlookers.of(ctx);
        List<ForgeView.RepositoryPage> seen = forge.repositories().stream()
                .filter(repository -> onlooker.seesNamed(repository.owner(), repository.name()))
                .toList();
        show(ctx, "forge.jte", Map.of("repositories", seen));
    }

    /** The repository that the address names, where it is seen. */
    private Optional<ForgeView.RepositoryPage> seen(Context ctx) {
        return forge.repository(ctx.pathParam("owner"), ctx.pathParam("name"))
                .filter(repository -> onlookers.of(ctx).seesNamed(repository.owner(), repository.name()));
    }

    private void repository(Context ctx) {
        Optional<ForgeView.RepositoryPage> page = seen(ctx);
        if (page.isEmpty()) {
            missing(ctx);
            return;
        }
        show(ctx, "forgerepository.jte", Map.of("view", page.get()));
    }

    private void issue(Context ctx) {
        String owner = ctx.pathParam("owner");
        String name = ctx.pathParam("name");
        Optional<ThreadView> view = seen(ctx)
                .flatMap(repository -> number(ctx))
                .flatMap(number -> forge.issue(owner, name, number))
                .map(page -> new ThreadView(
                        owner, name, page.row(), markdown.html(page.body()), comments(page.comments()), null));
        thread(ctx, view);
    }

    private void pull(Context ctx) {
        String owner = ctx.pathParam("owner");
        String name = ctx.pathParam("name");
        Optional<ThreadView> view = seen(ctx)
                .flatMap(repository -> number(ctx))
                .flatMap(number -> forge.pullRequest(owner, name, number))
                .map(page -> new ThreadView(
                        owner,
                        name,
                        page.row(),
                        markdown.html(page.body()),
                        comments(page.comments()),
                        pullView(page)));
        thread(ctx, view);
    }

    private PullView pullView(ForgeView.PullRequestPage page) {
        List<DiffLine> diff = Diffs.lines(page.diff());
        return new PullView(
                page.headBranch(),
                page.headSha(),
                page.baseBranch(),
                page.checks().stream()
                        .map(check -> new Views.CheckHtml(
                                check.name(), check.conclusion(), check.title(), markdown.html(check.summary())))
                        .toList(),
                diff,
                Diffs.count(diff, "add"),
                Diffs.count(diff, "del"));
    }

    private List<CommentHtml> comments(List<CommentView> comments) {
        return comments.stream()
                .map(comment -> new CommentHtml(comment.author(), markdown.html(comment.body())))
                .toList();
    }

    private void thread(Context ctx, Optional<ThreadView> view) {
        if (view.isEmpty()) {
            missing(ctx);
            return;
        }
        show(ctx, "forgethread.jte", Map.of("view", view.get()));
    }

    private void missing(Context ctx) {
        ctx.status(HttpStatus.NOT_FOUND);
        show(ctx, "notfound.jte", Map.of("what", "The forge has nothing of that name."));
    }

    private void show(Context ctx, String template, Map<String, Object> model) {
        pages.show(ctx, onlookers.of(ctx), template, model);
    }

    private static Optional<Long> number(Context ctx) {
        String text = ctx.pathParam("number");
        boolean digits = !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
