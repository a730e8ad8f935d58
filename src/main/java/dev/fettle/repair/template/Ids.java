package dev.fettle.repair.template;

/** Numbers of the candidates of one search, from 1 on. */
final class Ids {
    private int next = 1;

    /** The first that is free. */
    int next() {
        return next;
    }

    /** So many are in use now. */
    void used(int count) {
        next += count;
    }
}
