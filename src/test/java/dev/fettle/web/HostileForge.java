package dev.fettle.web;

import java.util.List;
import java.util.Optional;

/** A forge on which nobody means well: each title, login, label, comment and text is one of {@link Hostile#TEXTS}, each issue has a lot of them. */
final class HostileForge implements ForgeView {
    private final List<List<String>> lots;

    HostileForge(List<List<String>> lots) {
        this.lots = lots;
    }

    @Override
    public List<RepositoryPage> repositories() {
        return List.of(page());
    }

    @Override
    public Optional<RepositoryPage> repository(String owner, String name) {
        return Optional.of(page());
    }

    @Override
    public Optional<IssuePage> issue(String owner, String name, long number) {
        List<String> lot = lots.get((int) number);
        return Optional.of(new IssuePage(
                row(number, lot.get(0)),
                lot.get(0),
                lot.stream().map(text -> new CommentView(text, text)).toList()));
    }

    @Override
    public Optional<PullRequestPage> pullRequest(String owner, String name, long number) {
        List<String> lot = lots.get((int) number);
        String text = lot.get(0);
        return Optional.of(new PullRequestPage(
                row(number, text),
                text,
                text,
                text,
                text,
                List.of(),
                lot.stream().map(each -> new CheckView(each, each, each, each)).toList(),
                String.join("\n", lot)));
    }

    private RepositoryPage page() {
        List<Row> rows = Hostile.TEXTS.stream().map(text -> row(1, text)).toList();
        return new RepositoryPage("acme", "hostile", Hostile.TEXTS.get(0), rows, rows);
    }

    private static Row row(long number, String text) {
        return new Row(number, text, text, text, List.of(text));
    }
}
