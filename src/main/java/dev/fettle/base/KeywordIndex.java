package dev.fettle.base;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds many words in a text at once, in one pass (Aho and Corasick). Immutable. */
final class KeywordIndex {
    private static final int ROOT = 0;
    private static final int LETTERS = 26;

    private final List<String> words;
    private final boolean ignoreCase;
    /** Where case does not matter, of letters in either. */
    private final int[] classOfAscii = new int[128];

    private final Map<Character, Integer> classOfOther = new HashMap<>();
    private final int classes;
    /** next state by state * classes + class; class 0 is every character that is in no word. */
    private final int[] next;
    /** The words that end in a state, longest first. */
    private final int[][] ends;

    /**
     * @param words not empty strings
     * @param ignoreCase whether ASCII letters of either case are the same
     */
    KeywordIndex(Collection<String> words, boolean ignoreCase) {
        this.words = List.copyOf(words);
        this.ignoreCase = ignoreCase;
        int known = 1;
        int states = 1;
        for (String word : this.words) {
            if (word.isEmpty()) {
                throw new IllegalArgumentException("an empty keyword is everywhere");
            }
            states += word.length();
            for (int i = 0; i < word.length(); i++) {
                char c = fold(word.charAt(i));
                if (c < 128) {
                    if (classOfAscii[c] == 0) {
                        classOfAscii[c] = known++;
                    }
                } else if (classOfOther.putIfAbsent(c, known) == null) {
                    known++;
                }
            }
        }
        if (ignoreCase) {
            System.arraycopy(classOfAscii, 'a', classOfAscii, 'A', LETTERS);
        }
        this.classes = known;
        this.next = new int[states * classes];
        this.ends = new int[states][];
        link(grow());
    }

    /** Told of one occurrence. */
    interface Hit {
        /**
         * @param word index into the words given
         * @param end just after its last character
         */
        void at(int word, int end);
    }

    /** Reports every occurrence, overlapping ones too, by rising end. */
    void scan(CharSequence text, Hit hit) {
        int state = ROOT;
        for (int i = 0; i < text.length(); i++) {
            state = next[state * classes + classOf(text.charAt(i))];
            int[] ended = ends[state];
            if (ended != null) {
                for (int word : ended) {
                    hit.at(word, i + 1);
                }
            }
        }
    }

    private int grow() {
        int used = 1;
        for (int index = 0; index < words.size(); index++) {
            int state = ROOT;
            String word = words.get(index);
            for (int i = 0; i < word.length(); i++) {
                int slot = state * classes + classOf(word.charAt(i));
                if (next[slot] == ROOT) {
                    next[slot] = used++;
                }
                state = next[slot];
            }
            ends[state] = with(ends[state], index);
        }
        return used;
    }

    private void link(int used) {
        int[] fallback = new int[used];
        Deque<Integer> queue = new ArrayDeque<>();
        for (int c = 0; c < classes; c++) {
            if (next[c] != ROOT) {
                queue.add(next[c]);
            }
        }
        while (!queue.isEmpty()) {
            int state = queue.remove();
            int back = fallback[state];
            if (ends[back] != null) {
                for (int word : ends[back]) {
                    ends[state] = with(ends[state], word);
                }
            }
            for (int c = 0; c < classes; c++) {
                int slot = state * classes + c;
                if (next[slot] == ROOT) {
                    next[slot] = next[back * classes + c];
                } else {
                    fallback[next[slot]] = next[back * classes + c];
                    queue.add(next[slot]);
                }
            }
        }
    }

    private static int[] with(int @org.jspecify.annotations.Nullable [] some, int one) {
        if (some == null) {
            return new int[] {one};
        }
        int[] more = Arrays.copyOf(some, some.length + 1);
        more[some.length] = one;
        return more;
    }

    private int classOf(char c) {
        return c < 128 ? classOfAscii[c] : classOfOther.isEmpty() ? 0 : classOfOther.getOrDefault(c, 0);
    }

    private char fold(char c) {
        return ignoreCase && c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
