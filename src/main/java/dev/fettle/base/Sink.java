package dev.fettle.base;

/** Takes what a search of the redactor found. */
@FunctionalInterface
interface Sink {
    /**
     * @param kind what it is, as it stands in the placeholder: lower-case letters and dashes
     * @param start index of the first character
     * @param end just after the last one; an empty range is ignored
     */
    void found(String kind, int start, int end);
}
