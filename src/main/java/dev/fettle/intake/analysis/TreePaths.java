package dev.fettle.intake.analysis;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/** Paths of the tree out of the references that tools write. */
final class TreePaths {
    private static final int LONGEST = 500;

    private TreePaths() {}

    /**
     * The path relative to the root, with forward slashes.
     *
     * @param reference a relative or absolute URI reference, or a path as some tools write it
     * @param root of the tree where the tool ran, as an absolute path with a slash at its end; "" where it is not known
     * @return empty when it does not lie in the tree
     */
    static Optional<String> of(String reference, String root) {
        Optional<String> decoded = decoded(reference);
        if (decoded.isEmpty()) {
            return Optional.empty();
        }
        String path = withoutScheme(decoded.get()).replace('\\', '/');
        if (path.startsWith("/") || windowsDrive(path)) {
            if (root.isEmpty() || !path.startsWith(root)) {
                return Optional.empty();
            }
            path = path.substring(root.length());
        }
        return within(path);
    }

    /** An absolute folder as {@link #of} takes it; empty when the reference is relative. */
    static Optional<String> folder(String reference) {
        return decoded(reference)
                .map(text -> withoutScheme(text).replace('\\', '/'))
                .filter(path -> path.startsWith("/") || windowsDrive(path))
                .map(path -> path.endsWith("/") ? path : path + "/");
    }

    private static Optional<String> decoded(String reference) {
        try {
            // A plus is a plus here.
            return Optional.of(URLDecoder.decode(reference.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.of(reference); // a per cent sign of its own: a path as it is
        }
    }

    private static String withoutScheme(String reference) {
        String lower = reference.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("file:")) {
            return reference;
        }
        String path = reference.substring("file:".length());
        if (path.startsWith("//")) {
            int slash = path.indexOf('/', 2);
            path = slash < 0 ? "/" : path.substring(slash); // file://host/path: the host is this machine
        }
        return path.matches("/[A-Za-z]:.*") ? path.substring(1) : path;
    }

    private static boolean windowsDrive(String path) {
        return path.matches("[A-Za-z]:/.*");
    }

    private static Optional<String> within(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        String joined = String.join("/", parts);
        boolean fine = !joined.isEmpty()
                && joined.length() <= LONGEST
                && joined.chars().noneMatch(Character::isISOControl)
                && !joined.contains(":")
                && parts.stream().noneMatch(part -> part.equalsIgnoreCase(".git"));
        return fine ? Optional.of(joined) : Optional.empty();
    }
}
