package dev.fettle.workspace;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which paths of a tree may touch the disk.
 *
 * <p>Two measures: what a foreign repository may hold is checked out unless it could leave the tree or become a git directory on some file
 * system; what Fettle itself writes must also be a plain name on every system and none of the files that steer git.
 */
public final class TreePath {
    private static final int LONGEST_PATH = 4096;
    private static final int LONGEST_NAME = 255;
    private static final Pattern SHORT_NAME = Pattern.compile("git~[0-9]+");
    private static final Set<String> STEERS_GIT = Set.of(".gitmodules", ".gitattributes");

    private TreePath() {}

    /**
     * Why Fettle must not write this path.
     *
     * @return empty when it may
     */
    public static Optional<String> whyNotWritable(String path) {
        Optional<String> unsafe = whyNotCheckedOut(path);
        if (unsafe.isPresent()) {
            return unsafe;
        }
        if (path.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("it holds a control character");
        }
        if (path.indexOf('\\') >= 0 || path.indexOf(':') >= 0) {
            return Optional.of("it holds a backslash or a colon");
        }
        for (String name : path.split("/", -1)) {
            if (name.endsWith(".") || name.endsWith(" ")) {
                return Optional.of("a name in it ends in a dot or a space");
            }
            if (STEERS_GIT.contains(plain(name))) {
                return Optional.of("it would steer git");
            }
        }
        return Optional.empty();
    }

    /**
     * Throws unless Fettle may write this path.
     *
     * @throws WorkspaceException with the reason
     */
    static void requireWritable(String path) {
        whyNotWritable(path).ifPresent(reason -> {
            throw new WorkspaceException("Fettle does not write " + GitNames.printable(path) + ": " + reason);
        });
    }

    /** Why a path of a foreign tree stays out of the checked-out tree; empty when it may be there. */
    static Optional<String> whyNotCheckedOut(String path) {
        if (path.isEmpty() || path.length() > LONGEST_PATH) {
            return Optional.of("it is empty or too long");
        }
        if (path.indexOf('\0') >= 0 || path.indexOf('\uFFFD') >= 0) {
            return Optional.of("it is not text");
        }
        for (String name : path.split("/", -1)) {
            if (name.isEmpty()) {
                return Optional.of("it is absolute or holds an empty name");
            }
            if (name.equals(".") || name.equals("..")) {
                return Optional.of("it leaves its folder");
            }
            if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                return Optional.of("a name in it is too long");
            }
            for (String part : name.split("\\\\", -1)) {
                if (isGitDirectory(part)) {
                    return Optional.of("a name in it is .git in disguise");
                }
                if (part.equals("..")) {
                    return Optional.of("it leaves its folder");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isGitDirectory(String name) {
        String plain = plain(name);
        return plain.equals(".git") || SHORT_NAME.matcher(plain).matches();
    }

    /** The name as the most lenient file system would take it: ignorable characters, case, streams and trailing dots gone. */
    private static String plain(String name) {
        StringBuilder kept = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFKC)
                .codePoints()
                .filter(c -> !ignorable(c))
                .forEach(kept::appendCodePoint);
        String folded = kept.toString().toLowerCase(Locale.ROOT).replace('\u0131', 'i');
        int stream = folded.indexOf(':');
        String whole = stream >= 0 ? folded.substring(0, stream) : folded;
        int end = whole.length();
        while (end > 0 && (whole.charAt(end - 1) == '.' || whole.charAt(end - 1) == ' ')) {
            end--;
        }
        return whole.substring(0, end);
    }

    private static boolean ignorable(int c) {
        return Character.getType(c) == Character.FORMAT || (c >= 0x206a && c <= 0x206f) || c == 0xfeff || c == 0x307;
    }
}
