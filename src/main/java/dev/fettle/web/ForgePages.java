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
    private final SafeMarkdown markdown = new SafeMarkdown();

    ForgePages(ForgeView forge) {
        this.forge = forge;
    }

    @Override
    public void add(JavalinConfig config) {
        config.routes.get("/forge", ctx -> show(ctx, "forge.jte", Map.of("repositories", forge.repositories())));
        config.routes.get("/forge/{owner}/{name}", this::repository);
        config.routes.get("/forge/{owner}/{name}/issues/{number}", this::issue);
        config.routes.get("/forge/{owner}/{name}/pull/{number}", this::pull);
    }

    private void repository(Context ctx) {
        Optional<ForgeView.RepositoryPage> page = forge.repository(ctx.pathParam("owner"), ctx.pathParam("name"));
        if (page.isEmpty()) {
            missing(ctx);
            return;
        }
        show(ctx, "forgerepository.jte", Map.of("view", page.get()));
    }

    private void issue(Context ctx) {
        String owner = ctx.pathParam("owner");
        String name = ctx.pathParam("name");
        Optional<ThreadView> view = number(ctx)
                .flatMap(number -> forge.issue(owner, name, number))
                .map(page -> new ThreadView(
                        owner, name, page.row(), markdown.html(page.body()), comments(page.comments()), null));
        thread(ctx, view);
    }

    private void pull(Context ctx) {
        String owner = ctx.pathParam("owner");
        String name = ctx.pathParam("name");
        Optional<ThreadView> view = number(ctx)
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

    private static void thread(Context ctx, Optional<ThreadView> view) {
        if (view.isEmpty()) {
            missing(ctx);
            return;
        }
        show(ctx, "forgethread.jte", Map.of("view", view.get()));
    }

    private static void missing(Context ctx) {
        ctx.status(HttpStatus.NOT_FOUND);
        show(ctx, "notfound.jte", Map.of("what", "The forge has nothing of that name."));
    }

    private static void show(Context ctx, String template, Map<String, Object> model) {
        Pages.show(ctx, template, model, true);
    }

    private static Optional<Long> number(Context ctx) {
        String text = ctx.pathParam("number");
        boolean digits = !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
