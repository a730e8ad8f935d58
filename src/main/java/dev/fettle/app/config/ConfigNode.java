package dev.fettle.app.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a configuration file with the line it stands on. Lines count from 1. */
sealed interface ConfigNode {
    int line();

    /** What a person would call it. */
    String kind();

    /** Named values, in their order. */
    record Section(int line, Map<String, Member> members) implements ConfigNode {
        public Section {
            members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String kind() {
            return "a section";
        }
    }

    /**
     * One named value.
     *
     * @param line of the name
     */
    record Member(int line, ConfigNode value) {}

    /** A list. */
    record Items(int line, List<ConfigNode> items) implements ConfigNode {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A text. */
    record Text(int line, String text) implements ConfigNode {
        @Override
        public String kind() {
            return "a text";
        }
    }

    /** A number, as it was written. */
    record Numeral(int line, String digits) implements ConfigNode {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** True or false. */
    record Flag(int line, boolean value) implements ConfigNode {
        @Override
        public String kind() {
            return "true or false";
        }
    }

    /** A name with nothing behind it. */
    record Nothing(int line) implements ConfigNode {
        @Override
        public String kind() {
            return "nothing";
        }
    }
}
