package dev.fettle.gate.integrity;

import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.integrity.Weakening.Scope;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for weakenings in added lines. What was there before, word for word and at the same test, is only moved or formatted and does not count. */
final class AddedLines {
    private static final Pattern METHOD = Pattern.compile(
            "\\b(?:void|public|private|protected|fun|def|func|class|record)\\b[^=;]*?\\b(\\w+)\\s*[({]");
    private static final Pattern XML_COMMENT = Pattern.compile("<!--.*?(?:-->|$)");
    private static final Pattern CONDITION = Pattern.compile(
            "@(?:[\\w.]+\\.)?(?:EnabledIf|DisabledIf|DisabledOn|EnabledOn|DisabledFor|EnabledFor|DisabledInNative)\\w*|@(?:pytest\\.mark|unittest)\\.skip(?:if|If|Unless)");
    private static final Pattern NEVER = Pattern.compile("\\bassume\\w*\\s*\\(\\s*(?:true|false)\\b|\\babort\\s*\\(");
    /** Lines after an annotation in which the method that it stands at is named. */
    private static final int NEAR = 6;

    /** What was taken out, to be matched with what is put in. */
    private final List<String> removed = new ArrayList<>();

    private final MethodsCompared methods;

    /** @param files moves followed */
    AddedLines(List<FileChange> files, MethodsCompared methods) {
        this.methods = methods;
        for (FileChange file : files) {
            String[] bare = lines(file.path(), file.before());
            for (Line line : file.removedLines()) {
                removed.add(key(bare, line));
                removed.add(line.text().strip());
            }
        }
    }

    void weakenings(FileChange file, boolean test, boolean build, List<Finding> findings, List<Finding> doubts) {
        String[] bare = lines(file.path(), file.after());
        for (Line line : file.addedLines()) {
            for (Weakening weakening : Weakening.ALL) {
                if (applies(weakening, file, line, test, build)
                        && weakening.matches(text(weakening, bare, line))
                        && !removed.remove(
                                weakening.scope() == Scope.TEST
                                        ? key(bare, line)
                                        : line.text().strip())) {
                    if (onlyNarrow(weakening, at(bare, line)) && methods.isNew(file, line.number())) {
                        doubts.add(new Finding(
                                file.path(),
                                line.number(),
                                weakening.kind().equals("broad-exception") ? weakening.kind() : "conditional",
                                "A new test that does not say as much everywhere: " + weakening.message()));
                    } else {
                        findings.add(new Finding(file.path(), line.number(), weakening.kind(), weakening.message()));
                    }
                }
            }
        }
    }

    /** What weakens a test that was there before, and is a person's choice in one that is new. */
    private static boolean onlyNarrow(Weakening weakening, String bare) {
        return weakening.kind().equals("assumption") && !NEVER.matcher(bare).find()
                || weakening.kind().equals("broad-exception")
                || weakening.kind().equals("disabled")
                        && CONDITION.matcher(bare).find();
    }

    private static boolean applies(Weakening weakening, FileChange file, Line line, boolean test, boolean build) {
        return switch (weakening.scope()) {
            case TEST -> test && TestSources.isCode(file.path());
            case BUILD -> build;
            case TEST_PLUGIN -> build && file.after() != null && EnclosingPlugin.runsTests(file.after(), line.number());
            case TEST_TASK ->
                build
                        && file.after() != null
                        && file.path().matches(".*\\.gradle(\\.kts)?")
                        && EnclosingTask.runsTests(file.after(), line.number());
            case CODE -> TestSources.isCode(file.path());
        };
    }

    private static String text(Weakening weakening, String[] bare, Line line) {
        return switch (weakening.scope()) {
            case TEST -> at(bare, line);
            case BUILD, TEST_PLUGIN, TEST_TASK ->
                XML_COMMENT.matcher(line.text()).replaceAll("");
            case CODE -> line.text();
        };
    }

    private static String[] lines(String path, @org.jspecify.annotations.Nullable String text) {
        return text == null || !TestSources.isCode(path)
                ? new String[0]
                : BareCode.of(path, text).split("\n", -1);
    }

    private static String at(String[] bare, Line line) {
        if (line.number() > bare.length) {
            return line.text();
        }
        String here = bare[line.number() - 1];
        String next = line.number() < bare.length ? bare[line.number()].strip() : "";
        // a name that goes on in the next line is one name
        boolean goesOn = !next.isEmpty() && (here.stripTrailing().endsWith(".") || next.startsWith("."));
        return goesOn ? here.stripTrailing() + next : here;
    }

    private static String key(String[] bare, Line line) {
        String owner = "";
        for (int i = line.number() - 1; i < Math.min(bare.length, line.number() + NEAR) && owner.isEmpty(); i++) {
            Matcher method = METHOD.matcher(bare[i]);
            owner = method.find() ? method.group(1) : "";
        }
        String said = at(bare, line).strip().replaceAll("\\s+", " ");
        return said + " @ " + (said.startsWith("@") ? owner : "");
    }
}
