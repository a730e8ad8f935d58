package dev.fettle.forge.local;

import dev.fettle.forge.PullReview;
import dev.fettle.forge.PullReview.Remark;
import dev.fettle.forge.local.Book.StoredReview;
import dev.fettle.forge.local.Written.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Fettle's reviews in one repository's book. */
final class LocalReviews {
    private final String login;

    LocalReviews(String login) {
        this.login = login;
    }

    /** One that is edited; another one only with remarks that none before it had. */
    void ensure(Book book, PullReview review) {
        LocalForge.existing(book, review.number());
        Optional<StoredReview> latest = book.reviews.stream()
                .filter(stored ->
                        stored.number() == review.number() && stored.body().contains(review.marker()))
                .max(Comparator.comparingLong(StoredReview::id));
        if (latest.isEmpty() && review.onlyIfThere()) {
            return;
        }
        String body = LocalForge.marked(review.body(), review.marker());
        List<Remark> fresh = review.remarks().stream()
                .filter(remark -> book.reviews.stream()
                        .filter(stored -> stored.number() == review.number())
                        .flatMap(stored -> stored.remarks().stream())
                        .noneMatch(said ->
                                said.path().equals(remark.path()) && said.text().equals(remark.text())))
                .distinct()
                .toList();
        if (latest.isEmpty() || !fresh.isEmpty()) {
            add(book, review.number(), review.headSha(), body, fresh);
        } else if (!latest.get().body().equals(body)) {
            edit(book, latest.get().id(), body);
        }
    }

    /** Makes one, whatever is there. Gives back its id. */
    long add(Book book, long number, String head, String body, List<Remark> remarks) {
        StoredReview made = new StoredReview(book.nextId(), number, login, head, body, remarks);
        book.reviews.add(made);
        LocalForge.note(book, Kind.REVIEW_MADE, number, remarks.size() + " remarks on " + head);
        return made.id();
    }

    void edit(Book book, long id, String body) {
        StoredReview old = book.reviews.stream()
                .filter(review -> review.id() == id)
                .findFirst()
                .orElseThrow(() -> LocalForge.refused("there is no review " + id));
        StoredReview edited = new StoredReview(id, old.number(), old.author(), old.headSha(), body, old.remarks());
        book.reviews.replaceAll(review -> review.id() == id ? edited : review);
        LocalForge.note(book, Kind.REVIEW_EDITED, old.number(), body);
    }
}
