package dev.fettle.propose;

import dev.fettle.base.settings.Onboarding;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.workspace.CommitStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The one pull request by which a repository gets a settings file: the file, and what is said of it. Of the repository only what was measured is told. */
public final class OnboardingText {
    private static final int MOST_MODULES = 10;

    private OnboardingText() {}

    /** In the repository's own style, as far as it has one for such a change. */
    public static String title(CommitStyle style) {
        return style.form() instanceof CommitStyle.Conventional
                ? "chore: add Fettle's settings"
                : "Add Fettle's settings";
    }

    /** The whole commit message. */
    public static String message(CommitStyle style, String authorName, String authorEmail) {
        return title(style) + "\n\n"
                + "It says what Fettle may do here. Each key holds from the default branch only.\n"
                + (style.signOff() ? "\nSigned-off-by: " + authorName + " <" + authorEmail + ">\n" : "");
    }

    /** The file: what holds now, in words, so that merging it changes nothing but that it is there. */
    public static String file(ProjectFacts facts, RepositorySettings server) {
        return "# Fettle's settings for this repository, read from the default branch only.\n"
                + "# What is left out, or commented out, holds as the server has it; mistakes are shown on the pull request that makes them.\n"
                + "# Found: " + found(facts) + ".\n\n"
                + "# false: Fettle does nothing here.\n"
                + "enabled: true\n\n"
                + "# observe (tickets only), suggest (a comment, no branch), draft (draft pull requests), ready, auto (merges what is low in risk).\n"
                + "mode: " + server.mode().name().toLowerCase(Locale.ROOT) + "\n\n"
                + "# An issue with this label, from somebody with write access, becomes a ticket.\n"
                + "trigger_label: " + quoted(server.triggerLabel()) + "\n\n"
                + "# One pinned issue that mirrors the backlog, with boxes that act.\n"
                + "backlog_issue: " + server.backlogIssue() + "\n\n"
                + "# Tickets of a higher risk (1 to 10) wait for a person.\n"
                + "# max_risk_level: " + server.maxRiskLevel() + "\n\n"
                + "# What no patch of Fettle's may touch, besides builds, workflows, CODEOWNERS and this file.\n"
                + "# protected_paths:\n"
                + "#   - db/**\n\n"
                + "# A look by the gates at people's pull requests: one review, nothing of theirs is built or run.\n"
                + "# review_pull_requests: " + server.reviewsPullRequests() + "\n\n"
                + "# budgets:\n"
                + "#   attempts_per_ticket: " + server.budgets().attemptsPerTicket() + "\n"
                + "#   open_pull_requests: " + server.budgets().openPullRequests() + "\n"
                + "#   minutes_per_ticket: " + server.budgets().timePerTicket().toMinutes() + "\n"
                + "#   comments_per_hour: " + server.budgets().commentsPerHour() + "\n";
    }

    /** What the pull request says. */
    public static String body(ProjectFacts facts, RepositorySettings server, Onboarding onboarding) {
        StringBuilder text = new StringBuilder();
        boolean required = onboarding == Onboarding.REQUIRE;
        text.append(
                        required
                                ? "**Fettle does nothing here until this is merged.**"
                                : "**Fettle works here already, by its server's settings.**")
                .append(" It adds one file, `")
                .append(RepositorySettings.PATH)
                .append("`, and nothing else.")
                .append(
                        facts.suite() == ProjectFacts.Suite.NOT_RUN
                                ? ""
                                : " The build was read, and the whole suite run once:")
                .append("\n\n| found | |\n|---|---|\n");
        row(text, "build", facts.tool().isEmpty() ? "none that Fettle knows" : build(facts));
        if (!facts.modules().isEmpty()) {
            row(text, "modules", modules(facts.modules()));
        }
        row(text, "tests", facts.suite() == ProjectFacts.Suite.NOT_RUN ? "not run" : suite(facts));
        text.append('\n');
        if (!facts.detail().isBlank()) {
            text.append(Markdown.block("text", facts.detail(), 1_000)).append('\n');
        }
        text.append("**What it will do.** ").append(does(facts, server)).append("\n\n");
        text.append(
                        "**What it will not do.** From here on it pushes to no branch but its own `improvement/…`, touches no workflow and not this file, merges nothing")
                .append(server.requireManualReview() ? "" : " above the risk that the settings allow")
                .append(
                        ", runs this repository's code only in the sandbox that the operator chose, and obeys nobody without write access.\n\n");
        text.append("**Limits.** At most ")
                .append(Words.plural(server.budgets().openPullRequests(), "open pull request"))
                .append(", ")
                .append(Words.plural(server.budgets().attemptsPerTicket(), "attempt"))
                .append(" and ")
                .append(Words.plural(server.budgets().timePerTicket().toMinutes(), "minute"))
                .append(" a ticket, ")
                .append(Words.plural(server.budgets().commentsPerHour(), "comment"))
                .append(" an hour. A ticket of a risk above ")
                .append(server.maxRiskLevel())
                .append("/10 waits for a person.\n\n");
        text.append("**Merge** it, and what it says holds; change it here first if it should say something else. ");
        text.append(
                required
                        ? "**Close** it, and nothing is done here: Fettle does not ask a second time. A `"
                                + RepositorySettings.PATH
                                + "` on the default branch switches it on whenever you like.\n"
                        : "**Close** it, and the server's settings go on holding: Fettle does not ask a second time. To have nothing done here, merge it with `enabled: false`.\n");
        return text.toString();
    }

    private static String does(ProjectFacts facts, RepositorySettings server) {
        String makes = switch (server.mode()) {
            case OBSERVE -> "make tickets of them, and no more";
            case SUGGEST -> "show a fix in a comment, where it can prove one";
            case DRAFT -> "open a draft pull request, where it can prove a fix";
            case READY -> "open a pull request, where it can prove a fix";
            case AUTO -> "open a pull request, where it can prove a fix, and merge it if its risk is low";
        };
        String repairs = facts.tool().isEmpty()
                ? " It repairs no project of this kind yet, so of what it sees here it makes tickets."
                : "";
        return "Take up red runs of the default branch and issues with the label "
                + Markdown.code(server.triggerLabel(), 60) + ", and " + makes
                + ". A proof is a test that was red and is green." + repairs;
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    private static String build(ProjectFacts facts) {
        return facts.tool().substring(0, 1).toUpperCase(Locale.ROOT)
                + facts.tool().substring(1)
                + (facts.release() > 0 ? ", Java " + facts.release() : "");
    }

    private static String modules(List<String> modules) {
        String shown = modules.stream()
                .limit(MOST_MODULES)
                .map(path -> path.isEmpty() ? "the root" : Markdown.cell(path, 60))
                .collect(Collectors.joining(", "));
        int more = modules.size() - MOST_MODULES;
        return modules.size() + ": " + shown + (more > 0 ? " and " + more + " more" : "");
    }

    private static String suite(ProjectFacts facts) {
        return switch (facts.suite()) {
            case GREEN -> Words.plural(facts.tests(), "test") + ", all green";
            case RED -> facts.red() + " of " + Words.plural(facts.tests(), "test") + " red";
            case NO_TESTS -> "it builds, and no test ran";
            case DOES_NOT_BUILD -> "it does not build";
            case TIMED_OUT -> "tests did not end within the limit";
            case NOT_RUN -> "tests not run";
        };
    }

    private static String found(ProjectFacts facts) {
        Optional<String> build = facts.tool().isEmpty() ? Optional.empty() : Optional.of(build(facts));
        return build.map(tool -> tool + ", " + Words.plural(facts.modules().size(), "module") + ", " + suite(facts))
                .orElse("no build that Fettle knows");
    }

    /** JSON's strings are YAML's, too. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
