package dev.fettle.app.config;

/** How a key gets its value. */
interface Reading {
    <T> T get(Key<T> key);
}
