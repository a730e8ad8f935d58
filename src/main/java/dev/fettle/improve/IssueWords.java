package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Comment;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Issue;
import dev.fettle.propose.Questions;
import dev.fettle.repair.ReportedCode;
import java.util.List;

/**
 * What people say on an issue that may show its failure: the issue's own text and, where that shows none, the comments in which its author or somebody with write access does. What others put
 * there is not read. All of it describes and reproduces; it starts nothing.
 */
public final class IssueWords {
    private static final int MOST = 3;
    private final Forge forge;

    /** As the forge has it now. */
    public IssueWords(Forge forge) {
        this.forge = forge;
    }

    /**
     * What is said.
     *
     * @param text untrusted, and not yet redacted
     * @param codeBy login of whoever wrote the code that it shows, where they have write access; "" otherwise
     */
    public record Said(String text, String codeBy) {
        /** Whether it shows a failure. */
        boolean shows() {
            return Questions.shows(text);
        }
    }

    /** What is said on an issue. The forge is asked, so not within a transaction. */
    public Said on(RepositoryRef repository, Issue issue) {
        if (Questions.shows(issue.body())) {
            return new Said(issue.body(), codeBy(repository, issue.author(), issue.body()));
        }
        List<Comment> showing = forge.comments(repository, issue.number()).stream()
                .filter(comment -> Questions.shows(comment.body()))
                .filter(comment -> mayAnswer(repository, issue, comment.author()))
                .limit(MOST)
                .toList();
        if (showing.isEmpty()) {
            return new Said(issue.body(), "");
        }
        StringBuilder text = new StringBuilder(issue.body());
        showing.forEach(comment -> text.append("\n\n").append(comment.body()));
        return new Said(
                text.toString(),
                ofOne(showing, text.toString())
                        ? codeBy(repository, showing.get(0).author(), text.toString())
                        : "");
    }

    /** Code of several people is nobody's, and so is what a fence left open in the issue's text would make of the comments: it may show the failure, and a test made of it is not kept. */
    private static boolean ofOne(List<Comment> comments, String whole) {
        List<String> apart = comments.stream()
                .flatMap(comment -> blocks(comment.body()).stream())
                .toList();
        return comments.stream().map(Comment::author).distinct().count() == 1
                && blocks(whole).equals(apart);
    }

    private static List<String> blocks(String text) {
        return ReportedCode.of(0, text, false).map(ReportedCode::blocks).orElse(List.of());
    }

    /** Whether what somebody says on an issue is read as an answer to a question of Fettle's. Our own words are not. */
    boolean mayAnswer(RepositoryRef repository, Issue issue, String login) {
        if (login.equalsIgnoreCase(forge.self().login())) {
            return false;
        }
        return login.equalsIgnoreCase(issue.author())
                || forge.permission(repository, login).mayWrite();
    }

    private String codeBy(RepositoryRef repository, String login, String text) {
        boolean kept = ReportedCode.of(0, text, false).isPresent()
                && forge.permission(repository, login).mayWrite();
        return kept ? login : "";
    }
}
