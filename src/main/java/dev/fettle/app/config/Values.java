package dev.fettle.app.config;

import dev.fettle.base.settings.SettingsException.Mistake;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The values of one file: each known key once, each unknown one a mistake. */
final class Values {
    /** Sections whose members have names of their own, so that a key reads them as a whole. */
    private static final Set<String> WHOLE = Set.of(LoopKeys.MCP_SERVERS);

    private final String source;
    private final List<Mistake> mistakes;
    private final Map<String, Found> found = new LinkedHashMap<>();
    private final Map<String, Integer> unread = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();

    /** A value of the file that no key has read yet. */
    private record Found(int line, ConfigNode node) {}

    /**
     * A key's value.
     *
     * @param source where it comes from: {@code default}, a file with its line, or the environment
     */
    record Value<T>(T value, String source) {}

    Values(String source, List<Mistake> mistakes, @Nullable ConfigNode root) {
        this.source = source;
        this.mistakes = mistakes;
        if (root instanceof ConfigNode.Section section) {
            flatten("", section);
        } else if (root != null && !(root instanceof ConfigNode.Nothing)) {
            mistake(root.line(), "the file must hold named values, not " + root.kind());
        }
    }

    /** Lets the members of a section stand at the top as well: what is written in either place counts. */
    void unwrap(String section) {
        for (Map.Entry<String, Found> entry : List.copyOf(found.entrySet())) {
            if (entry.getKey().startsWith(section + ".")) {
                String path = entry.getKey().substring(section.length() + 1);
                found.remove(entry.getKey());
                unread.remove(entry.getKey());
                Found outer = found.putIfAbsent(path, entry.getValue());
                if (outer == null) {
                    unread.put(path, entry.getValue().line());
                } else {
                    mistake(
                            entry.getValue().line(),
                            "'" + path + "' stands here a second time (first on line " + outer.line() + ")");
                }
            }
        }
    }

    /** The value of a key: from the file, else its default. A wrong value is noted, and the default stands in for it. */
    <T> Value<T> get(Key<T> key) {
        known.add(key.path());
        unread.remove(key.path());
        Found there = found.get(key.path());
        if (there == null) {
            return new Value<>(key.fallback(), "default");
        }
        try {
            return new Value<>(key.type().read(there.node()), source + ":" + there.line());
        } catch (ValueType.NotThis e) {
            mistake(there.line(), "'" + key.path() + "' " + e.insteadOf(written(there.node())));
            return new Value<>(key.fallback(), "default");
        }
    }

    /** The line that a path stands on, 0 when it is not there. */
    int line(String path) {
        Found there = found.get(path);
        return there == null ? 0 : there.line();
    }

    /** Says that what stands at this path was dealt with, though no key read it. */
    void drop(String path) {
        unread.remove(path);
    }

    void mistake(int line, String message) {
        mistakes.add(new Mistake(source, line, message));
    }

    /** Notes a mistake for everything that no key asked for. Call it last. */
    void refuseTheRest() {
        unread.forEach((path, line) -> mistake(line, "'" + path + "' is not a key that Fettle knows" + suggest(path)));
    }

    private String suggest(String path) {
        String leaf = leaf(path);
        return known.stream()
                .filter(key -> leaf(key).equals(leaf)) // the right name in the wrong section
                .findFirst()
                .map(key -> "; did you mean '" + key + "'?")
                .orElseGet(() -> Suggestion.among(known, path));
    }

    private static String leaf(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private void flatten(String prefix, ConfigNode.Section section) {
        section.members().forEach((name, member) -> {
            String path = prefix + name;
            if (member.value() instanceof ConfigNode.Section inner
                    && !inner.members().isEmpty()
                    && !WHOLE.contains(name)) {
                flatten(path + ".", inner);
            } else {
                found.put(path, new Found(member.line(), member.value()));
                unread.put(path, member.line());
            }
        });
    }

    private static String written(ConfigNode node) {
        if (node instanceof ConfigNode.Text text) {
            if (text.text().isEmpty()) {
                return "nothing";
            }
            String shown = text.text().length() > 40 ? text.text().substring(0, 40) + "…" : text.text();
            return "'" + shown.replaceAll("\\p{Cntrl}", " ") + "'";
        } else if (node instanceof ConfigNode.Numeral number) {
            return number.digits();
        } else if (node instanceof ConfigNode.Flag flag) {
            return Boolean.toString(flag.value());
        }
        return node.kind();
    }
}
