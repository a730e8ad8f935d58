package dev.fettle.base;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Forms of text that give something away, each looked for only where one of its clues stands: the clues of all are found in one pass, and few texts have one. Immutable. */
final class Forms {
    private static final int BEFORE = 160;
    private static final int AFTER = 240;
    /** What is so far from the end of a part that was searched was seen whole; the rest is searched once more, so that the time stays linear. */
    private static final int NEAR = 120;

    private final List<Form> forms = new ArrayList<>();

    private final List<Integer> formOfClue = new ArrayList<>();
    private final List<Integer> lengthOfClue = new ArrayList<>();
    private final KeywordIndex clues;

    /**
     * One form.
     *
     * @param kind of placeholder
     * @param pattern whose group 1 is what goes
     * @param check whether what the group took is really one
     * @param starting whether a clue only counts at the beginning of a word
     * @param numbered whether nothing matches that has no digit
     * @param clues without one of them, in any case of ASCII letters, the pattern cannot match
     */
    record Form(
            String kind,
            Pattern pattern,
            Predicate<String> check,
            boolean starting,
            boolean numbered,
            List<String> clues) {
        static Form of(String kind, String pattern, String... clues) {
            return new Form(kind, Pattern.compile(pattern), value -> true, false, false, List.of(clues));
        }

        Form where(Predicate<String> holds) {
            return new Form(kind, pattern, holds, starting, numbered, clues);
        }

        /** The same where a word starts with the clue. */
        Form atStart() {
            return new Form(kind, pattern, check, true, numbered, clues);
        }

        /** The same where there is a digit near. */
        Form withDigits() {
            return new Form(kind, pattern, check, starting, true, clues);
        }
    }

    Forms(List<Form> forms) {
        this.forms.addAll(forms);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            for (String clue : forms.get(i).clues()) {
                all.add(clue);
                formOfClue.add(i);
                lengthOfClue.add(clue.length());
            }
        }
        clues = new KeywordIndex(all, true);
    }

    void find(String text, Sink sink) {
        int[] searchedTo = new int[forms.size()];
        int[] foundTo = new int[forms.size()];
        clues.scan(text, (clue, end) -> {
            int form = formOfClue.get(clue);
            int before = end - lengthOfClue.get(clue) - 1;
            if (end + NEAR <= searchedTo[form]
                    || forms.get(form).starting() && before >= 0 && wordGoesOn(text.charAt(before))) {
                return;
            }
            int from = Math.max(foundTo[form], start(text, end));
            int to = end(text, end);
            if (from < end && !(forms.get(form).numbered() && !digit(text, from, to))) {
                foundTo[form] = Math.max(foundTo[form], find(forms.get(form), text, from, to, sink));
            }
            searchedTo[form] = to;
        });
    }

    /** The beginning of the line that a clue stands in, or near it. */
    private static int start(String text, int clueEnd) {
        int at = clueEnd;
        int limit = Math.max(0, clueEnd - BEFORE);
        while (at > limit && text.charAt(at - 1) != '\n') {
            at--;
        }
        return at;
    }

    /** The end of the second line after a clue, or what is near. */
    private static int end(String text, int clueEnd) {
        int limit = Math.min(text.length(), clueEnd + AFTER);
        int at = clueEnd;
        for (int lines = 0; at < limit && lines < 3; at++) {
            lines += text.charAt(at) == '\n' ? 1 : 0;
        }
        return at;
    }

    /** Where words are written without blanks, one may start anywhere. */
    private static boolean wordGoesOn(char before) {
        return Character.isLetter(before) && !Character.isIdeographic(before);
    }

    private static boolean digit(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    /** Looks through a part; returns where the last match ended, so that what is near is not searched twice. */
    private static int find(Form form, String text, int from, int to, Sink sink) {
        Matcher matcher = form.pattern().matcher(text.substring(from, to));
        int last = from;
        while (matcher.find()) {
            if (form.check().test(matcher.group(1))) {
                sink.found(form.kind(), from + matcher.start(1), from + matcher.end(1));
            }
            last = from + matcher.end(1);
        }
        return last;
    }
}
