package dev.fettle.gate.integrity;

import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.integrity.Blocks.Block;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Line;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Added lines by which a test ends before what it asserts. A return in a lambda, or in a method that is no test, ends something else. */
final class EarlyReturns {
    private static final Pattern RETURN = Pattern.compile("\\breturn\\s*;");

    private EarlyReturns() {}

    static void look(FileChange file, List<Finding> findings) {
        if (file.after() == null || !file.path().matches(".*\\.(java|groovy)")) {
            return;
        }
        String bare = BareCode.of(file.path(), file.after());
        Blocks blocks = Blocks.of(bare);
        int start = 0;
        int number = 1;
        for (String text : bare.split("\n", -1)) {
            int line = number++;
            Matcher end = RETURN.matcher(text);
            if (end.find() && added(file, line) && endsTest(bare, blocks, start + end.start())) {
                findings.add(new Finding(file.path(), line, "early-return", "The test ends before its assertions."));
            }
            start += text.length() + 1;
        }
    }

    private static boolean added(FileChange file, int line) {
        return file.addedLines().stream().map(Line::number).anyMatch(number -> number == line);
    }

    private static boolean endsTest(String bare, Blocks blocks, int at) {
        if (blocks.handedOn(at)) {
            return false;
        }
        Optional<Block> owner = blocks.around(at).stream()
                .filter(block -> block.method() || block.type() || block.head().contains("->"))
                .findFirst();
        return owner.filter(Block::method)
                .filter(method -> TestCounts.TEST.matcher(method.head()).find())
                .filter(method -> LostTests.ASSERTS
                        .matcher(bare.substring(at, method.end()))
                        .find())
                .isPresent();
    }
}
