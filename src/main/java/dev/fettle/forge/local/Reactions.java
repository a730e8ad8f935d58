package dev.fettle.forge.local;

import dev.fettle.forge.Forge.Reaction;
import dev.fettle.forge.local.Book.StoredReaction;
import java.util.ArrayList;
import java.util.List;

/** Reactions in a repository's book. As on GitHub, a second one of a kind by the same person is the first. */
final class Reactions {
    private Reactions() {}

    /** Adds one, and notes it as written by us. */
    static void ours(Book book, long number, long commentId, String login, Reaction reaction) {
        StoredReaction wanted = new StoredReaction(number, commentId, login, reaction);
        if (!book.reactions.contains(wanted)) {
            book.reactions.add(wanted);
            LocalForge.note(book, Written.Kind.REACTION, number, reaction.name());
        }
    }

    /** A person's thumb goes down, or is taken away again. */
    static void dislike(Book book, long number, String login, boolean down) {
        List<String> before = new ArrayList<>(book.dislikes.getOrDefault(number, List.of()));
        before.remove(login);
        if (down) {
            before.add(login);
        }
        book.dislikes.put(number, before);
    }
}
