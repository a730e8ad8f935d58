package dev.fettle.app.config;

/**
 * A key of a configuration file.
 *
 * @param path its name, with dots between section and name
 * @param fallback its default
 * @param environment the variable that goes before the file, "" for none
 * @param <T> the value in Java
 */
record Key<T>(String path, ValueType<T> type, T fallback, String environment) {
    Key(String path, ValueType<T> type, T fallback) {
        this(path, type, fallback, "");
    }
}
