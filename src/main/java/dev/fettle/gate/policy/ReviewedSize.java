package dev.fettle.gate.policy;

import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.Moves;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How much of a change a reviewer reads: of a file that moved the lines that differ, of a lock file none, since a tool wrote it.
 *
 * @param lines added and removed
 * @param files that hold them
 * @param locks lock files, which are left out of both
 */
record ReviewedSize(int lines, int files, int locks) {
    private static final Pattern LOCK = Pattern.compile(
            "(?i)(?:.*/)?(?:package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml|bun\\.lock|deno\\.lock|cargo\\.lock|poetry\\.lock|uv\\.lock|pdm\\.lock|pipfile\\.lock"
                    + "|composer\\.lock|gemfile\\.lock|go\\.sum|(?:[\\w.-]+\\.)?lockfile|verification-metadata\\.xml|packages\\.lock\\.json|mix\\.lock|pubspec\\.lock|podfile\\.lock|flake\\.lock)");

    static ReviewedSize of(Change change) {
        List<FileChange> files = Moves.of(change).followed().files();
        List<FileChange> read =
                files.stream().filter(file -> !isLock(file.path())).toList();
        int lines =
                read.stream().mapToInt(file -> file.added() + file.removed()).sum();
        return new ReviewedSize(lines, read.size(), files.size() - read.size());
    }

    static boolean isLock(String path) {
        return LOCK.matcher(path).matches();
    }

    String text() {
        return lines
                + (lines == 1 ? " changed line in " : " changed lines in ")
                + files
                + (files == 1 ? " file" : " files")
                + (locks == 0 ? "" : " beside " + locks + (locks == 1 ? " lock file" : " lock files"));
    }
}
