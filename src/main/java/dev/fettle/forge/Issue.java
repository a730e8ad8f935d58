package dev.fettle.forge;

import java.util.List;

/**
 * An issue. Title and body are untrusted text.
 *
 * @param author the login of who opened it
 */
public record Issue(
        long number, String title, String body, String author, boolean open, List<String> labels, String url) {
    public Issue {
        labels = List.copyOf(labels);
    }
}
