package dev.fettle.workspace;

import java.util.Optional;

/** Which symbolic links of a foreign tree may be made on disk: those that cannot lead out of it, however they are chained. */
final class LinkTarget {
    private static final int LONGEST = 1024;

    private LinkTarget() {}

    /**
     * The target as it may be made, for a link at {@code path}.
     *
     * <p>Steps up may stand only at the start, where the folders on the way are real ones, and may not pass the root; each further step goes
     * down, into a real folder or through a link of which the same holds. So no chain of links gets out.
     */
    static Optional<String> inside(String path, byte[] content) {
        String target = Texts.utf8(content).orElse("");
        if (target.isEmpty() || target.length() > LONGEST || target.indexOf('\0') >= 0 || target.startsWith("/")) {
            return Optional.empty();
        }
        int depth = (int) path.chars().filter(c -> c == '/').count();
        boolean down = false;
        for (String name : target.split("/", -1)) {
            if (name.equals("..")) {
                depth--;
                if (down || depth < 0) {
                    return Optional.empty();
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                down = true;
                if (TreePath.whyNotCheckedOut(name).isPresent() || name.indexOf('\\') >= 0) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(target);
    }
}
