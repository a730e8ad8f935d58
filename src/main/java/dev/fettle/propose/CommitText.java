package dev.fettle.propose;

import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.UntrustedText;
import dev.fettle.build.TestId;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.FindingsGone;
import dev.fettle.repair.Patch;
import dev.fettle.repair.RedGreen;
import dev.fettle.workspace.CommitStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The title that commit and pull request share, and the commit's message. */
public final class CommitText {
    /** As long as a title may be. */
    public static final int LONGEST_TITLE = 72;

    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:[a-z0-9+.-]*://|www\\.|mailto:)\\S*");
    private static final Pattern GITHUB_REFERENCE = Pattern.compile("(?i)(?<![a-z0-9])(gh)-(?=\\d)");
    private static final Pattern MARK = Pattern.compile("[@#]+(?=[\\p{L}\\p{N}_-])");
    private static final Pattern CLOSING = Pattern.compile(
            "(?i)\\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?)\\b:?\\s+(?=[\\w./-]*\\d|\\(address\\)|gh )");
    /** {@code [skip ci]} and its kind would keep the repository's CI from looking at the change. */
    private static final Pattern SKIP_CI =
            Pattern.compile("(?i)\\[((?:skip[ -]ci|ci[ -]skip|no[ -]ci|skip[ -]actions|actions[ -]skip))\\]");

    /** Where both sides have no room, the new one alone says more than a piece of code that is cut off. */
    private static final Pattern ONE_EDIT = Pattern.compile("'[^;]*' becomes ('[^;]*')");

    private static final Pattern SCOPE = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,39}");

    private CommitText() {}

    /** Imperative, from the diff: what becomes what, and where, as the repository begins its titles. */
    public static String title(Ticket ticket, Patch patch, CommitStyle style) {
        Candidate candidate = patch.candidate();
        String file = candidate.path().substring(candidate.path().lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        String place = dot > 0 ? file.substring(0, dot) : file;
        String begun = prefix(ticket, candidate.path(), style) + style.begun("Correct ") + plain(place, 40);
        String whole = begun + ": " + plain(candidate.summary(), 200);
        Matcher edit = ONE_EDIT.matcher(plain(candidate.summary(), 200));
        String shorter = edit.matches() ? begun + " to " + edit.group(1) : whole;
        boolean fits = whole.length() <= LONGEST_TITLE || shorter.length() > LONGEST_TITLE;
        return UntrustedText.cut(fits ? whole : shorter, LONGEST_TITLE);
    }

    private static String prefix(Ticket ticket, String path, CommitStyle style) {
        if (style.form() instanceof CommitStyle.Conventional conventional) {
            return scope(path, conventional.scopes())
                    .map(scope -> "fix(" + scope + "): ")
                    .orElse("fix: ");
        } else if (style.form() instanceof CommitStyle.Keyed keyed) {
            return number(ticket, keyed)
                    .map(number -> keyed.before() + number + keyed.after())
                    .orElse("");
        }
        return "";
    }

    /** The innermost folder of the path, or its file, whose name is a scope in use. */
    private static Optional<String> scope(String path, Set<String> scopes) {
        String[] names =
                path.toLowerCase(Locale.ROOT).replaceFirst("\\.[^./]*$", "").split("/");
        for (int i = names.length - 1; i >= 0; i--) {
            if (scopes.contains(names[i]) && SCOPE.matcher(names[i]).matches()) {
                return Optional.of(names[i]);
            }
        }
        return Optional.empty();
    }

    /** A number of the repository's own tracker, where the ticket names one: none is made up. */
    private static Optional<String> number(Ticket ticket, CommitStyle.Keyed keyed) {
        String issue = ticket.metadata().getOrDefault("issue", "");
        if (keyed.key().equals("#")) {
            return issue.matches("\\d{1,9}") ? Optional.of("#" + issue) : Optional.empty();
        }
        StringBuilder said = new StringBuilder(ticket.title()).append('\n').append(ticket.description());
        ticket.evidence().stream()
                .filter(Evidence.LabelledIssue.class::isInstance)
                .map(Evidence.LabelledIssue.class::cast)
                .forEach(one ->
                        said.append('\n').append(one.title()).append('\n').append(one.text()));
        Matcher number = Pattern.compile("(?<![A-Za-z0-9-])" + keyed.key() + "-\\d{1,9}(?![A-Za-z0-9])")
                .matcher(said);
        return number.find() ? Optional.of(number.group()) : Optional.empty();
    }

    /** Title, why, trailers. */
    public static String message(Ticket ticket, Patch patch, CommitStyle style, String authorName, String authorEmail) {
        Candidate candidate = patch.candidate();
        StringBuilder text = new StringBuilder(title(ticket, patch, style)).append("\n\n");
        text.append(wrap("In " + plain(candidate.path(), 300) + ", line " + candidate.line() + ": "
                        + plain(candidate.summary(), 500) + "."))
                .append('\n');
        if (patch.proof() instanceof RedGreen proof && !proof.red().isEmpty()) {
            TestId first = proof.red().get(0).id();
            String name = first.className() + (first.method().isEmpty() ? "" : "." + first.method());
            int more = proof.red().size() - 1;
            text.append('\n')
                    .append(wrap("Red before, green after: " + plain(name, 300)
                            + (more > 0 ? " and " + Words.plural(more, "more test") : "") + "."))
                    .append('\n');
            text.append(wrap("The whole suite, in a fresh sandbox: "
                            + Words.plural(proof.after().outcomes().size(), "test") + ", "
                            + proof.before().red().size() + " red before, "
                            + proof.after().red().size() + " red after."))
                    .append('\n');
        }
        if (patch.proof() instanceof FindingsGone gone) {
            text.append('\n')
                    .append(wrap(plain(gone.rule(), 100) + " found " + Words.plural(gone.before(), "place")
                            + " before and finds " + gone.after() + " after. The whole suite, in fresh sandboxes: "
                            + Words.plural(gone.suiteAfter().outcomes().size(), "test") + ", "
                            + gone.suiteBefore().red().size() + " red before, "
                            + gone.suiteAfter().red().size() + " red after."))
                    .append('\n');
        }
        if (patch.written() != null) {
            text.append(wrap("Fettle wrote the test, since none showed the failure."))
                    .append('\n');
        }
        text.append("\nFettle-Ticket: ").append(ticket.id()).append('\n');
        text.append("Fettle-Rule: ").append(plain(patch.rule(), 60)).append('\n');
        if (style.signOff()) {
            text.append("Signed-off-by: ")
                    .append(authorName)
                    .append(" <")
                    .append(authorEmail)
                    .append(">\n");
        }
        return text.toString();
    }

    /**
     * Commit messages are read for references too: mentions, issue numbers, addresses and closing keywords in foreign words become harmless, without invisible
     * characters, which nobody wants in a history.
     */
    private static String plain(String text, int most) {
        String line = ADDRESS.matcher(UntrustedText.oneLine(text, most)).replaceAll("(address)");
        line = MARK.matcher(line).replaceAll("");
        line = GITHUB_REFERENCE.matcher(line).replaceAll("$1 ");
        line = CLOSING.matcher(line).replaceAll("mend ");
        return SKIP_CI.matcher(line).replaceAll("$1").strip();
    }

    private static String wrap(String text) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (String word : text.split(" ")) {
            if (column > 0 && column + word.length() + 1 > LONGEST_TITLE) {
                out.append('\n');
                column = 0;
            } else if (column > 0) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
        }
        return out.toString();
    }
}
