package dev.fettle.base;

import com.google.re2j.Pattern;

/** Knows a line of a stack trace by its look, in the languages whose traces are read: what is a literal or a value elsewhere is a place in the code there. */
final class FrameLines {
    private static final int LONGEST = 1_000;
    private static final Pattern FRAME = Pattern.compile("^\\s*(?:"
            + "(?:at|bei|à|en|in|w|в) \\S.*(?:\\([^()]*\\)|:\\d+(?::\\d+)?\\)?|:[a-zé]+ \\d+)(?: in .*| ~?\\[.*)?\\s*$"
            + "|File \"[^\"]+\", line \\d+|\\S+\\.(?:go|s):\\d+(?: |$)|goroutine \\d+ \\[|\\d+: +\\S+::|Caused by: |--- End of |"
            + "Traceback \\(|[^\\s@]{0,120}@\\S+:\\d+:\\d+\\s*$)");

    /** Ends of the names of files that a script engine's frames name. */
    private static final Pattern SCRIPT =
            Pattern.compile("\\.(?:[cm]?[jt]sx?|vue|svelte|astro|html?|bundle|jsbundle)$");

    private static final Pattern PLACE = Pattern.compile("(?::\\d{1,9}){1,2}$");
    private static final int LONGEST_NAME = 200;

    private FrameLines() {}

    /** Whether the line that starts at an index is one. */
    static boolean startsAt(String text, int start) {
        int end = text.indexOf('\n', start);
        int limit = Math.min(end < 0 ? text.length() : end, start + LONGEST);
        return start < limit && FRAME.matcher(text.substring(start, limit)).find();
    }

    /** Whether what ends before an index names a file of scripts. */
    static boolean scriptBefore(String text, int end) {
        return SCRIPT.matcher(text.substring(Math.max(0, end - LONGEST_NAME), end))
                .find();
    }

    /** Where a line and a column that end a text begin; its end where there are none. */
    static int place(String text, int from, int to) {
        var place = PLACE.matcher(text.substring(from, to));
        return place.find() ? from + place.start() : to;
    }
}
