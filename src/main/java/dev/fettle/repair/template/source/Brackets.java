package dev.fettle.repair.template.source;

import java.util.List;
import java.util.Optional;

/** Characters that come in pairs: code that asks for the one often has to ask for the other. */
final class Brackets {
    private static final List<String> PAIRS = List.of("()", "[]", "{}", "<>");

    private Brackets() {}

    /** A condition that asks for the other bracket of a pair: {@code c == ')'} for {@code c == '('}; empty where it asks for none, or for several. */
    static Optional<String> other(String condition) {
        String found = null;
        for (String pair : PAIRS) {
            for (int i = 0; i < 2; i++) {
                for (char quote : new char[] {'\'', '"'}) {
                    String one = "" + quote + pair.charAt(i) + quote;
                    if (condition.contains(one)) {
                        if (found != null) {
                            return Optional.empty();
                        }
                        found = condition.replace(one, "" + quote + pair.charAt(1 - i) + quote);
                    }
                }
            }
        }
        return Optional.ofNullable(found);
    }
}
