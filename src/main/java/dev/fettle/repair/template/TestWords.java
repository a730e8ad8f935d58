package dev.fettle.repair.template;

import com.google.re2j.Pattern;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.fettle.build.ParsedJava;
import dev.fettle.build.TestId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The texts that failing tests hold: an exception's message is often asked for in the lines behind the one that failed, where the failure itself says nothing of it yet.
 */
final class TestWords {
    private static final int MOST = 8;
    private static final int LONGEST = 120;
    private static final Pattern MESSAGE = Pattern.compile("\\p{L}{2}.*\\s\\p{L}");

    private TestWords() {}

    /**
     * Texts of some words, as they stand in the source between quotes, in their order.
     *
     * @param tests that fail
     * @param source of a test class; empty where it is not found
     */
    static List<String> of(List<TestId> tests, Function<TestId, Optional<String>> source) {
        Map<String, Set<String>> methods = new LinkedHashMap<>();
        tests.forEach(test -> source.apply(test)
                .ifPresent(text -> methods.computeIfAbsent(text, key -> new LinkedHashSet<>())
                        .add(test.plainMethod())));
        Set<String> words = new LinkedHashSet<>();
        for (Map.Entry<String, Set<String>> file : methods.entrySet()) {
            if (words.size() < MOST) {
                words.addAll(texts(file.getKey(), file.getValue()));
            }
        }
        return words.stream().limit(MOST).toList();
    }

    private static List<String> texts(String source, Set<String> methods) {
        return ParsedJava.read(source, List.of(), parsed -> {
            List<String> found = new ArrayList<>();
            new TreeScanner<@Nullable Void, Boolean>() {
                @Override
                public @Nullable Void visitMethod(MethodTree method, Boolean inside) {
                    return super.visitMethod(
                            method, inside || methods.contains(method.getName().toString()));
                }

                @Override
                public @Nullable Void visitLiteral(LiteralTree literal, Boolean inside) {
                    if (inside && literal.getKind() == Tree.Kind.STRING_LITERAL) {
                        String written = source.substring(
                                (int) parsed.positions().getStartPosition(parsed.unit(), literal),
                                (int) parsed.positions().getEndPosition(parsed.unit(), literal));
                        if (isMessage(written)) {
                            found.add(written.substring(1, written.length() - 1));
                        }
                    }
                    return null;
                }
            }.scan(parsed.unit(), false);
            return found;
        });
    }

    /** On one line, short, and of more than one word. */
    private static boolean isMessage(String written) {
        return !written.startsWith("\"\"\"")
                && written.length() <= LONGEST + 2
                && MESSAGE.matcher(written).find();
    }
}
