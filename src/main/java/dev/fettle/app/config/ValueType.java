package dev.fettle.app.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a key's value must be.
 *
 * @param <T> the value in Java
 */
interface ValueType<T> {
    /**
     * Reads a value.
     *
     * @throws NotThis with what it must be instead
     */
    T read(ConfigNode node) throws NotThis;

    /** As it stands in {@code fettle config explain}. */
    default String show(T value) {
        return value.toString();
    }

    /** A value is not what its key wants. */
    final class NotThis extends Exception {
        private static final long serialVersionUID = 1L;
        private final String hint;

        NotThis(String wanted) {
            this(wanted, "");
        }

        NotThis(String wanted, String hint) {
            super(wanted);
            this.hint = hint;
        }

        /** The whole sentence, with what was written instead. */
        String insteadOf(String written) {
            return getMessage() + ", not " + written + hint;
        }
    }

    /** True or false. */
    static ValueType<Boolean> flag() {
        return node -> {
            if (node instanceof ConfigNode.Flag flag) {
                return flag.value();
            }
            throw new NotThis("must be true or false");
        };
    }

    /** A whole number. */
    static ValueType<Integer> whole(int least, int most) {
        return node -> {
            BigDecimal number = number(node, "must be a whole number from " + least + " to " + most);
            try {
                int value = number.intValueExact();
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (ArithmeticException e) {
                throw new NotThis("must be a whole number from " + least + " to " + most);
            }
            throw new NotThis("must be from " + least + " to " + most);
        };
    }

    /** A number with or without a fraction. */
    static ValueType<Double> fraction(double least, double most) {
        return node -> {
            double value = number(node, "must be a number from " + least + " to " + most)
                    .doubleValue();
            if (value < least || value > most) {
                throw new NotThis("must be from " + least + " to " + most);
            }
            return value;
        };
    }

    /** One of an enum's constants, written in lower case. */
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        return new ValueType<>() {
            @Override
            public E read(ConfigNode node) throws NotThis {
                List<String> names = new ArrayList<>();
                for (E constant : type.getEnumConstants()) {
                    if (node instanceof ConfigNode.Text text && show(constant).equals(text.text())) {
                        return constant;
                    }
                    names.add(show(constant));
                }
                String near = node instanceof ConfigNode.Text text ? Suggestion.among(names, text.text()) : "";
                throw new NotThis("must be one of " + String.join(", ", names), near);
            }

            @Override
            public String show(E value) {
                return value.name().toLowerCase(Locale.ROOT);
            }
        };
    }

    /** A short text of one line. */
    static ValueType<String> text(int most) {
        return node -> {
            if (node instanceof ConfigNode.Text text
                    && !text.text().isBlank()
                    && text.text().length() <= most
                    && text.text().chars().noneMatch(Character::isISOControl)) {
                return text.text().strip();
            }
            throw new NotThis("must be a text of one line, 1 to " + most + " characters");
        };
    }

    /** A text that matches a pattern, or "" for none. */
    static ValueType<String> matching(Pattern pattern, String wanted) {
        return node -> {
            if (node instanceof ConfigNode.Text text
                    && text.text().length() <= 200
                    && pattern.matcher(text.text()).matches()) {
                return text.text();
            }
            throw new NotThis(wanted);
        };
    }

    /** An http or https address without user or query; a slash at its end is dropped. "" for none. */
    static ValueType<String> address() {
        return node -> {
            String wanted = "must be an address such as https://host or https://host:8443/path";
            if (!(node instanceof ConfigNode.Text text)) {
                throw new NotThis(wanted);
            }
            String address = text.text().strip();
            try {
                URI uri = new URI(address);
                boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                if (!address.isEmpty()
                        && (!web
                                || uri.getHost() == null
                                || uri.getUserInfo() != null
                                || uri.getQuery() != null
                                || uri.getFragment() != null)) {
                    throw new NotThis(wanted);
                }
            } catch (URISyntaxException e) {
                throw new NotThis(wanted);
            }
            return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        };
    }

    /** A list of texts; one text alone counts as a list of one. */
    static ValueType<List<String>> list(ValueType<String> each, int most) {
        return new ValueType<>() {
            @Override
            public List<String> read(ConfigNode node) throws NotThis {
                List<ConfigNode> items = node instanceof ConfigNode.Items list ? list.items() : List.of(node);
                if (items.size() > most) {
                    throw new NotThis("must have at most " + most + " entries");
                }
                List<String> values = new ArrayList<>();
                for (ConfigNode item : items) {
                    try {
                        values.add(each.read(item));
                    } catch (NotThis e) {
                        throw new NotThis("must be a list, each of which " + e.getMessage());
                    }
                }
                return List.copyOf(values);
            }

            @Override
            public String show(List<String> value) {
                return "[" + String.join(", ", value) + "]";
            }
        };
    }

    private static BigDecimal number(ConfigNode node, String wanted) throws NotThis {
        if (node instanceof ConfigNode.Numeral number) {
            try {
                return new BigDecimal(number.digits());
            } catch (NumberFormatException e) {
                // YAML has numbers that Java has not, such as 0o17.
                throw new NotThis(wanted);
            }
        }
        throw new NotThis(wanted);
    }
}
