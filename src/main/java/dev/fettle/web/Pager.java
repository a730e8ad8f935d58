package dev.fettle.web;

import java.util.function.IntFunction;

/**
 * The ways through a long list. Each is "" where it leads to the page that is shown.
 *
 * @param range which rows are shown, of how many; "" where that is all of them
 */
public record Pager(String first, String previous, String range, String next, String last) {
    /**
     * Of a list that is shown from a row on.
     *
     * @param rows a page
     * @param total in the list
     * @param href the way to the rows from there
     */
    static Pager of(int offset, int rows, int total, IntFunction<String> href) {
        int last = total == 0 ? 0 : (total - 1) / rows * rows;
        boolean more = offset + rows < total;
        boolean part = total > rows || offset > 0;
        return new Pager(
                offset == 0 ? "" : href.apply(0),
                offset == 0 ? "" : href.apply(Math.min(last, Math.max(0, offset - rows))),
                part && offset < total
                        ? Words.number(offset + 1) + " to " + Words.number(Math.min(total, offset + rows)) + " of "
                                + Words.number(total)
                        : "",
                more ? href.apply(offset + rows) : "",
                more ? href.apply(last) : "");
    }
}
