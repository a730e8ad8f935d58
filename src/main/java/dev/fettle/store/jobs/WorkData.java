package dev.fettle.store.jobs;

/** What db-scheduler keeps with an item. The rest are its columns. */
record WorkData(String lane, int priority) {}
