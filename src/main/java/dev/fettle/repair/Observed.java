package dev.fettle.repair;

/**
 * What a failing test had a changed method do, before the change and after it. The values were computed and put into words by foreign code: show them as such.
 *
 * @param call the method and its arguments, such as {@code percent(11)}
 * @param before a value, {@code throws X}, {@code does not end}, what its arguments hold
 * @param after the same with the change
 */
public record Observed(String call, String before, String after) {}
