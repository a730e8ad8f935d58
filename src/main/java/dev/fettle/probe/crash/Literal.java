package dev.fettle.probe.crash;

/** A number, a character, a truth value or a text. */
final class Literal extends Expr {
    private static final int SHORT_TEXT = 3;

    final Object value;
    private final TypeRef type;

    /** @param value boxed, or a String */
    Literal(Object value) {
        this.value = value;
        this.type = TypeRef.of(primitive(value));
    }

    private static String primitive(Object value) {
        switch (value.getClass().getSimpleName()) {
            case "Integer":
                return "int";
            case "Character":
                return "char";
            case "String":
                return "java.lang.String";
            default:
                return value.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Override
    Object value(World world) {
        return value;
    }

    @Override
    TypeRef type() {
        return type;
    }

    @Override
    String write(SourceText out) {
        return text(value);
    }

    @Override
    int weight() {
        if (value instanceof String) {
            return 1 + Math.max(0, ((String) value).length() - SHORT_TEXT) / 2 + (((String) value).isEmpty() ? 0 : 1);
        }
        boolean plain =
                value instanceof Boolean || value instanceof Number && Math.abs(((Number) value).doubleValue()) <= 1;
        return plain ? 1 : 2;
    }

    /** As a Java literal. */
    static String text(Object value) {
        if (value instanceof String) {
            return quoted((String) value, '"');
        }
        if (value instanceof Character) {
            return quoted(value.toString(), '\'');
        }
        if (value instanceof Long) {
            return value.equals(Long.MAX_VALUE)
                    ? "Long.MAX_VALUE"
                    : value.equals(Long.MIN_VALUE) ? "Long.MIN_VALUE" : value + "L";
        }
        if (value instanceof Integer) {
            return value.equals(Integer.MAX_VALUE)
                    ? "Integer.MAX_VALUE"
                    : value.equals(Integer.MIN_VALUE) ? "Integer.MIN_VALUE" : value.toString();
        }
        if (value instanceof Double || value instanceof Float) {
            return floating((Number) value);
        }
        return value instanceof Short || value instanceof Byte
                ? "(" + primitive(value) + ") " + value
                : value.toString();
    }

    private static String floating(Number value) {
        String box = value instanceof Double ? "Double" : "Float";
        double number = value.doubleValue();
        if (Double.isNaN(number)) {
            return box + ".NaN";
        }
        if (Double.isInfinite(number)) {
            return box + (number > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
        }
        return value + (value instanceof Float ? "f" : "");
    }

    private static String quoted(String text, char quote) {
        StringBuilder out = new StringBuilder().append(quote);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n':
                    out.append("\\n");
                    break;
                case '\r':
                    out.append("\\r");
                    break;
                case '\t':
                    out.append("\\t");
                    break;
                case '\\':
                    out.append("\\\\");
                    break;
                default:
                    if (c == quote) {
                        out.append('\\').append(c);
                    } else if (c < ' ' || c > '~') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
            }
        }
        return out.append(quote).toString();
    }
}
