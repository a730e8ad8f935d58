package dev.fettle.repair;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import dev.fettle.build.ParsedJava;
import dev.fettle.build.Project;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Who calls what a change changes, by simple names: an overloaded or common name counts too many; what is called by reflection, or behind two slashes on
 * its line, is not seen.
 *
 * @param methods names of the changed methods; a constructor has its class's name. Empty where the change is in none
 * @param open whether one of them can be called from outside of the project: public or protected, and its classes too
 * @param calls of those names in the project's production sources, outside of comments
 * @param files that hold such calls
 * @param whole whether all sources were looked at; else there may be more
 */
public record BlastRadius(Set<String> methods, boolean open, int calls, int files, boolean whole) {
    /** What is looked at. */
    private static final long MOST_BYTES = 64L << 20;

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int LONGEST_PARAMETERS = 2_000;

    private static final Set<String> NO_NAME_BEFORE_A_CALL =
            Set.of("return", "new", "throw", "else", "case", "assert", "yield", "do", "instanceof");

    public BlastRadius {
        methods = Set.copyOf(methods);
    }

    /** Measures, within 64 MiB of sources and five seconds. Files in test folders are left out, changed or calling. */
    public static BlastRadius of(Workspace workspace, Project project, Change change, InstantSource clock) {
        Set<String> tests = new TreeSet<>();
        project.modules().forEach(module -> tests.addAll(module.tests()));
        List<Member> members = new ArrayList<>();
        change.files().stream()
                .filter(file -> isProduction(file.path(), tests))
                .forEach(file -> members.addAll(changed(file)));
        Set<String> names = new TreeSet<>();
        members.forEach(member -> names.add(member.name()));
        boolean open = members.stream().anyMatch(Member::open);
        int calls = 0;
        int files = 0;
        long bytes = 0;
        Instant end = clock.instant().plus(LONGEST);
        boolean whole = true;
        for (String path : names.isEmpty() ? List.<String>of() : workspace.files()) {
            if (!isProduction(path, tests)) {
                continue;
            }
            whole = bytes < MOST_BYTES && clock.instant().isBefore(end);
            if (!whole) {
                break;
            }
            String text = workspace.read(path).orElse("");
            bytes += text.length();
            int here = names.stream().mapToInt(name -> calls(text, name)).sum();
            calls += here;
            files += here > 0 ? 1 : 0;
        }
        return new BlastRadius(names, open, calls, files, whole);
    }

    private static boolean isProduction(String path, Set<String> tests) {
        return path.endsWith(".java") && tests.stream().noneMatch(folder -> path.startsWith(folder + "/"));
    }

    /** @param open callable from outside of the project */
    private record Member(String name, boolean open) {}

    private static Set<Member> changed(FileChange file) {
        Set<Member> members = new HashSet<>();
        members.addAll(members(file.before(), file.removedLines()));
        members.addAll(members(file.after(), file.addedLines()));
        return members;
    }

    private static List<Member> members(@Nullable String text, List<FileChange.Line> lines) {
        return text == null || lines.isEmpty()
                ? List.of()
                : ParsedJava.read(text, List.of(), parsed -> new Methods(parsed, lines).found());
    }

    /** The innermost methods that hold one of these lines. */
    private static final class Methods extends TreeScanner<@Nullable Void, Boolean> {
        private final ParsedJava parsed;
        private final List<FileChange.Line> lines;
        private final List<Member> found = new ArrayList<>();
        private String type = "";

        Methods(ParsedJava parsed, List<FileChange.Line> lines) {
            this.parsed = parsed;
            this.lines = lines;
        }

        List<Member> found() {
            scan(parsed.unit(), true);
            return found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, Boolean open) {
            String outer = type;
            type = tree.getSimpleName().toString();
            boolean named = !type.isEmpty();
            super.visitClass(tree, open && named && open(tree.getModifiers().getFlags()));
            type = outer;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, Boolean open) {
            int first = parsed.firstLine(tree);
            int last = parsed.lastLine(tree);
            if (lines.stream().anyMatch(line -> line.number() >= first && line.number() <= last)) {
                int before = found.size();
                super.visitMethod(tree, false);
                if (found.size() == before) {
                    String name = tree.getName().contentEquals("<init>")
                            ? type
                            : tree.getName().toString();
                    found.add(new Member(name, open && open(tree.getModifiers().getFlags())));
                }
            }
            return null;
        }

        private static boolean open(Set<Modifier> flags) {
            return flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
        }
    }

    /** Calls and method references of a name; its declarations are none. */
    static int calls(String text, String name) {
        int count = 0;
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length())) {
            if (isCall(text, at, at + name.length())) {
                count++;
            }
        }
        return count;
    }

    private static boolean isCall(String text, int from, int to) {
        boolean partOfAWord = from > 0 && Character.isJavaIdentifierPart(text.charAt(from - 1))
                || to < text.length() && Character.isJavaIdentifierPart(text.charAt(to));
        if (partOfAWord || inComment(text, from)) {
            return false;
        }
        if (text.startsWith("::", from - 2)) {
            return true;
        }
        int next = to;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next == text.length() || text.charAt(next) != '(') {
            return false;
        }
        int last = from - 1;
        while (last >= 0 && Character.isWhitespace(text.charAt(last))) {
            last--;
        }
        if (last < 0 || text.charAt(last) == ']' || text.charAt(last) == '>' && !text.startsWith("->", last - 1)) {
            return false; // after a type: a declaration
        }
        Optional<String> word = precedingWord(text, last);
        return word.isEmpty() ? !hasBody(text, next) : NO_NAME_BEFORE_A_CALL.contains(word.get());
    }

    /** Whether a body follows the parentheses that open there: a constructor's, which no type stands before. */
    private static boolean hasBody(String text, int open) {
        int depth = 0;
        for (int at = open; at < Math.min(text.length(), open + LONGEST_PARAMETERS); at++) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                String rest = text.substring(at + 1, Math.min(text.length(), at + LONGEST_PARAMETERS))
                        .stripLeading();
                return rest.startsWith("{") || rest.startsWith("throws ");
            }
        }
        return false;
    }

    /** The word that ends there, if one does. */
    private static Optional<String> precedingWord(String text, int last) {
        int first = last;
        while (first >= 0 && Character.isJavaIdentifierPart(text.charAt(first))) {
            first--;
        }
        return first == last ? Optional.empty() : Optional.of(text.substring(first + 1, last + 1));
    }

    private static boolean inComment(String text, int at) {
        String before = text.substring(text.lastIndexOf('\n', at) + 1, at);
        return before.contains("//") || Stream.of("*", "/*").anyMatch(before.strip()::startsWith);
    }
}
