package dev.fettle.repair.trace;

import dev.fettle.repair.run.CrashCall;
import java.util.List;
import java.util.Optional;

/**
 * What is right for a call, as the code's own documentation says.
 *
 * @param assertion name of the assertion and its arguments, such as {@code assertEquals("", call)}; "" where an exception is right
 * @param expected the exception that is right, as the source can name it; "" where a result is
 * @param source where that is said, for people
 */
record Right(String assertion, String expected, String source) {
    private static final String JAVA_LANG =
            "IllegalArgumentException|IllegalStateException|NullPointerException|IndexOutOfBoundsException|ArrayIndexOutOfBoundsException"
                    + "|StringIndexOutOfBoundsException|NumberFormatException|UnsupportedOperationException|ArithmeticException|ClassCastException";

    /** Why nothing is known, for people; or what is. */
    sealed interface Answer {}

    /** It is known. */
    record Known(Right right) implements Answer {}

    /** It is not. */
    record Unknown(String why) implements Answer {}

    /** @param thrown type that the call throws, with its package */
    static Answer of(CrashCall call, String source, String thrown) {
        String simple = call.className()
                .substring(Math.max(
                                call.className().lastIndexOf('.'),
                                call.className().lastIndexOf('$'))
                        + 1);
        String method = call.method().equals("<init>") ? simple : call.method();
        List<Contract> contracts = Contract.find(source, method, call.parameters());
        if (contracts.isEmpty()) {
            return new Unknown("The method has no documentation that says what is right.");
        }
        Contract own = contracts.get(0);
        if (own.isOf(call.parameters())) {
            if (own.announces(thrown)) {
                return new Unknown("Its documentation announces this very exception.");
            }
            Optional<Right> right =
                    of(own, call.kinds(), call, source, "the documentation of " + simple + "." + call.method());
            if (right.isPresent()) {
                return new Known(right.get());
            }
        }
        for (Contract other : contracts) {
            boolean overload = other != own && own.isOf(call.parameters()) && !other.announces(thrown);
            Optional<Right> right = overload
                    ? of(
                            other,
                            other.kindsOf(own, call.kinds()),
                            call,
                            source,
                            "the documentation of another " + simple + "." + call.method())
                    : Optional.empty();
            if (right.isPresent()) {
                return new Known(right.get());
            }
        }
        return new Unknown("Its documentation does not say what is right for this input.");
    }

    private static Optional<Right> of(
            Contract contract, List<String> kinds, CrashCall call, String source, String where) {
        Optional<String> assertion =
                contract.promises(kinds).flatMap(promise -> Assertion.of(promise, call.returns(), call.call()));
        if (assertion.isPresent()) {
            return Optional.of(new Right(assertion.get(), "", where));
        }
        return contract.refuses(kinds).flatMap(name -> qualified(name, source)).map(name -> new Right("", name, where));
    }

    /** A name that also another file of the package can use; empty where that is not certain. */
    private static Optional<String> qualified(String name, String source) {
        if (name.indexOf('.') > 0 || name.matches(JAVA_LANG)) {
            return Optional.of(name);
        }
        return source.lines()
                .filter(line -> line.startsWith("import ") && line.endsWith("." + name + ";"))
                .map(line ->
                        line.substring("import ".length(), line.length() - 1).strip())
                .findFirst();
    }
}
