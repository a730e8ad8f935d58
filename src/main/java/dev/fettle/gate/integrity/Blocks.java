package dev.fettle.gate.integrity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** The blocks in braces of bare code, each with what stands before it: the head of a class, of a method, of a loop. Braces between round brackets are not told apart. */
final class Blocks {
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|enum|interface)\\s+\\w+");
    private static final Pattern METHOD = Pattern.compile(
            "\\b(?!new\\b|return\\b|else\\b)[\\w>\\]]+\\s+\\w+\\s*\\([^{};]*\\)\\s*(?:throws[\\w\\s.,]+)?$");

    /**
     * One block.
     *
     * @param head what stands before it, back to the end of what comes earlier
     * @param start index of its opening brace
     * @param end index of its closing brace
     * @param parent the block around it, -1 for none
     */
    record Block(String head, int start, int end, int parent) {
        boolean type() {
            return TYPE.matcher(head).find();
        }

        boolean method() {
            return !type()
                    && !head.contains("->")
                    && METHOD.matcher(head.strip()).find();
        }

        boolean holds(int offset) {
            return start < offset && offset < end;
        }
    }

    private final List<Block> all = new ArrayList<>();
    private final String bare;

    private Blocks(String bare) {
        this.bare = bare;
    }

    static Blocks of(String bare) {
        Blocks blocks = new Blocks(bare);
        blocks.read();
        return blocks;
    }

    /** In the order in which they begin. */
    List<Block> all() {
        return all;
    }

    /** The innermost block around a place and those around that, from the inside out. */
    List<Block> around(int offset) {
        List<Block> around = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).holds(offset)) {
                around.add(all.get(i));
            }
        }
        return around;
    }

    /** Whether a place stands between round brackets that open within the innermost block around it, as in the body of a lambda that is handed on. */
    boolean handedOn(int offset) {
        List<Block> around = around(offset);
        int round = 0;
        for (int i = around.isEmpty() ? 0 : around.get(0).start(); i < offset; i++) {
            char c = bare.charAt(i);
            round += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return round > 0;
    }

    private void read() {
        Deque<Integer> open = new ArrayDeque<>();
        int round = 0;
        int head = 0;
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (c == '(') {
                round++;
            } else if (c == ')') {
                round = Math.max(0, round - 1);
            } else if (c == ';' && round == 0) {
                head = i + 1;
            } else if (c == '{' && round == 0) {
                int parent = open.isEmpty() ? -1 : open.peek();
                open.push(all.size());
                all.add(new Block(bare.substring(head, i), i, bare.length(), parent));
                head = i + 1;
            } else if (c == '}' && round == 0) {
                if (!open.isEmpty()) {
                    int index = open.pop();
                    Block block = all.get(index);
                    all.set(index, new Block(block.head(), block.start(), i, block.parent()));
                }
                head = i + 1;
            }
        }
    }
}
