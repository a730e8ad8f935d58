package dev.fettle.gate;

import dev.fettle.repair.Patch;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.CommitMessage;
import dev.fettle.workspace.PushResult;
import dev.fettle.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What gates are given in tests: a change, and a tree that has nothing in it but the changed files. */
public final class Judged {
    private Judged() {}

    /** A person's change. */
    public static GateInput persons(Change change) {
        return new GateInput(change, new ChangedFiles(change), null);
    }

    /** A change of Fettle's. */
    public static GateInput ours(Patch patch) {
        return new GateInput(patch.change(), new ChangedFiles(patch.change()), patch);
    }

    private record ChangedFiles(Change change) implements Workspace {
        @Override
        public Path root() {
            throw new UnsupportedOperationException("there is no tree on disk");
        }

        @Override
        public String base() {
            return change.base();
        }

        @Override
        public Optional<String> read(String path) {
            return change.files().stream()
                    .filter(file -> file.path().equals(path))
                    .map(file -> (@Nullable String) file.after())
                    .findFirst();
        }

        @Override
        public List<String> files() {
            return change.files().stream().map(file -> file.path()).toList();
        }

        @Override
        public void write(Map<String, String> texts) {
            throw new UnsupportedOperationException("gates only look");
        }

        @Override
        public void reset() {
            throw new UnsupportedOperationException("gates only look");
        }

        @Override
        public String commit(CommitMessage message) {
            throw new UnsupportedOperationException("gates only look");
        }

        @Override
        public PushResult push(String commit, String branch, String expected) {
            throw new UnsupportedOperationException("gates only look");
        }

        @Override
        public Map<String, List<Integer>> linesChangedSince(String commit) {
            return Map.of();
        }

        @Override
        public void close() {}
    }
}
