package dev.fettle.gate.secret;

import dev.fettle.gate.GateInput;
import dev.fettle.gate.HeadFiles;
import dev.fettle.workspace.FileChange;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What may stand in a change although it looks like a secret: what a person marked or listed. In a patch of Fettle's only what was marked or listed on the base counts,
 * so that no patch lets itself pass.
 */
final class Allowances {
    private static final String MARK = "gitleaks:allow";

    private final AllowList list;
    private final boolean ours;

    private Allowances(AllowList list, boolean ours) {
        this.list = list;
        this.ours = ours;
    }

    static Allowances of(GateInput input, HeadFiles files) {
        boolean ours = input.patch() != null;
        Optional<FileChange> changed = input.change().files().stream()
                .filter(file -> file.path().equals(AllowList.FILE))
                .findFirst();
        Optional<String> text = changed.isPresent()
                ? Optional.ofNullable(
                        ours ? changed.get().before() : changed.get().after())
                : files.read(AllowList.FILE);
        return new Allowances(text.map(AllowList::of).orElse(AllowList.NOTHING), ours);
    }

    List<String> mistakes() {
        return list.mistakes();
    }

    /**
     * Whether a finding may stand.
     *
     * @param line the added line that it stands on
     */
    boolean allow(FileChange file, String line, String value) {
        boolean marked = line.contains(MARK) && (!ours || linesBefore(file).contains(line));
        return marked || list.allows(file.path(), line, value);
    }

    private static Set<String> linesBefore(FileChange file) {
        String before = file.before();
        return before == null ? Set.of() : new HashSet<>(before.lines().toList());
    }
}
