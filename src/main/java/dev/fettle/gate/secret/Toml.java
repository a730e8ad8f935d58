package dev.fettle.gate.secret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** As much of TOML as an allow list is written in: tables, strings in all four kinds of quotes, arrays of strings. Everything else is passed over. */
final class Toml {
    private final String text;
    private int at;

    private Toml(String text) {
        this.text = text;
    }

    /** A table with its name, {@code allowlist} for {@code [allowlist]} and {@code [[allowlist]]} alike. */
    record Table(String name, Map<String, List<String>> values) {
        List<String> strings(String key) {
            return values.getOrDefault(key, List.of());
        }

        Optional<String> string(String key) {
            return strings(key).stream().findFirst();
        }
    }

    static List<Table> tables(String text) {
        Toml toml = new Toml(text);
        List<Table> tables = new ArrayList<>();
        Table table = new Table("", new LinkedHashMap<>());
        tables.add(table);
        while (toml.more()) {
            if (toml.peek() == '[') {
                table = new Table(toml.name(), new LinkedHashMap<>());
                tables.add(table);
            } else {
                toml.pair(table);
            }
        }
        return tables;
    }

    /** To the next character that says something. */
    private boolean more() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                restOfLine();
            } else if (c <= ' ') {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private char peek() {
        return text.charAt(at);
    }

    private String restOfLine() {
        int end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end;
        String rest = text.substring(at, end);
        at = end;
        return rest;
    }

    private String name() {
        int close = text.indexOf(']', at);
        int end = text.indexOf('\n', at);
        if (close < 0 || (end >= 0 && close > end)) {
            restOfLine();
            return "";
        }
        String name = text.substring(at, close).replace("[", "").strip();
        restOfLine();
        return name;
    }

    private void pair(Table table) {
        int start = at;
        while (at < text.length() && "=\n".indexOf(peek()) < 0) {
            at++;
        }
        if (at >= text.length() || peek() == '\n') {
            return;
        }
        String key = text.substring(start, at).strip().replace("\"", "");
        at++;
        while (at < text.length() && (peek() == ' ' || peek() == '\t')) {
            at++;
        }
        if (at < text.length() && peek() == '[') {
            at++;
            table.values().put(key, array());
        } else if (at < text.length() && quote()) {
            table.values().put(key, List.of(string()));
        }
        restOfLine();
    }

    private List<String> array() {
        List<String> values = new ArrayList<>();
        while (more() && peek() != ']') {
            if (quote()) {
                values.add(string());
            } else {
                at++;
            }
        }
        at = Math.min(text.length(), at + 1); // a file may end within its array
        return values;
    }

    private boolean quote() {
        return peek() == '"' || peek() == '\'';
    }

    private String string() {
        char quote = peek();
        String three = String.valueOf(quote).repeat(3);
        boolean isLong = text.startsWith(three, at);
        String close = isLong ? three : String.valueOf(quote);
        at += close.length();
        StringBuilder value = new StringBuilder();
        while (at < text.length() && !text.startsWith(close, at) && (isLong || peek() != '\n')) {
            if (quote == '"' && peek() == '\\' && at + 1 < text.length()) {
                at++;
                value.append(escaped(peek()));
            } else {
                value.append(peek());
            }
            at++;
        }
        at = Math.min(text.length(), at + close.length());
        return isLong && value.toString().startsWith("\n") ? value.substring(1) : value.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            default -> String.valueOf(c);
        };
    }
}
