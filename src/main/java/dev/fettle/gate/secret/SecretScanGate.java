package dev.fettle.gate.secret;

import dev.fettle.base.SecretShapes;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds secrets in the lines that a change adds, and files that look like they hold one. A finding says what it is and where, never its value. The whole file is
 * searched, so that a secret that runs over several lines is seen; only what touches an added line counts.
 */
public final class SecretScanGate implements Gate {
    private static final Pattern SECRET_FILE = Pattern.compile(
            "(?i)(^|/)(\\.env(\\.[\\w-]+)?|id_(rsa|dsa|ecdsa|ed25519)|.*\\.(pem|p12|pfx|jks|keystore|kdbx)|credentials(\\.json)?|\\.npmrc|\\.pypirc|\\.netrc)$");
    private static final Pattern SAMPLE_FILE = Pattern.compile("(?i).*\\.(example|sample|template|dist)$");

    private final SecretShapes shapes;

    public SecretScanGate(SecretShapes shapes) {
        this.shapes = shapes;
    }

    @Override
    public String id() {
        return "secret-scan";
    }

    @Override
    public String summary() {
        return "The added lines hold no key, token, password or other secret.";
    }

    @Override
    public Verdict judge(GateInput input) {
        List<Finding> findings = new ArrayList<>();
        for (FileChange file : input.change().files()) {
            if (file.kind() == FileChange.Kind.DELETED) {
                continue;
            }
            if (file.kind() == FileChange.Kind.ADDED
                    && SECRET_FILE.matcher(file.path()).find()
                    && !SAMPLE_FILE.matcher(file.path()).matches()) {
                findings.add(new Finding(
                        file.path(),
                        0,
                        "secret-file",
                        "A file of this name usually holds a secret; it should be ignored."));
            }
            scan(file, findings);
        }
        int added = input.change().added();
        if (findings.isEmpty()) {
            return new Verdict(
                    id(),
                    Outcome.PASS,
                    "0 secrets in " + added + " added line" + (added == 1 ? "" : "s"),
                    "",
                    List.of());
        }
        String title = findings.size() + " secret" + (findings.size() == 1 ? "" : "s") + " in added lines, allowed 0";
        return new Verdict(
                id(),
                Outcome.FAIL,
                title,
                "Take the value out of the code, and revoke it where it was real. Values are never shown here.",
                findings);
    }

    private void scan(FileChange file, List<Finding> findings) {
        String text = file.after();
        if (text == null || file.addedLines().isEmpty()) {
            return;
        }
        Set<Integer> added = new HashSet<>();
        file.addedLines().forEach(line -> added.add(line.number()));
        Set<Integer> seen = new HashSet<>();
        for (SecretShapes.Found found : shapes.find(text)) {
            touched(text, found.start(), found.end(), added)
                    .filter(seen::add)
                    .ifPresent(line -> findings.add(finding(file, line, found.kind(), "")));
        }
        Disguises.Joined joined = Disguises.joined(text);
        if (joined.text().length() < text.length()) {
            for (SecretShapes.Found found : shapes.find(joined.text())) {
                touched(text, joined.origin()[found.start()], joined.origin()[found.end() - 1] + 1, added)
                        .filter(seen::add)
                        .ifPresent(
                                line -> findings.add(finding(file, line, found.kind(), ", put together from parts")));
            }
        }
        for (Line line : file.addedLines()) {
            for (String decoded : Disguises.decoded(line.text())) {
                for (SecretShapes.Found found : shapes.find(decoded)) {
                    if (seen.add(line.number())) {
                        findings.add(finding(file, line.number(), found.kind(), ", in another encoding"));
                    }
                }
            }
        }
    }

    private static Finding finding(FileChange file, int line, String kind, String how) {
        return new Finding(file.path(), line, kind, "Looks like a secret of the kind " + kind + how + ".");
    }

    /** The first added line that a range touches. */
    private static Optional<Integer> touched(String text, int start, int end, Set<Integer> added) {
        int first = lineAt(text, start);
        int last = lineAt(text, Math.max(start, end - 1));
        return IntStream.rangeClosed(first, last)
                .filter(added::contains)
                .boxed()
                .findFirst();
    }

    private static int lineAt(String text, int offset) {
        int line = 1;
        for (int i = 0; i < offset && i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }
}
