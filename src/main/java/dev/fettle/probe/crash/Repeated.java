package dev.fettle.probe.crash;

/** A text that is the same few characters again and again: what nests so deep that nobody writes it out. */
final class Repeated extends Expr {
    private static final int SHORTEST = 64;

    private final String text;
    private final int times;

    Repeated(String text, int times) {
        this.text = text;
        this.times = times;
    }

    /** Half as often; null where it would be no long text any more. */
    @org.jspecify.annotations.Nullable
    Repeated half() {
        return times / 2 < SHORTEST ? null : new Repeated(text, times / 2);
    }

    @Override
    Object value(World world) {
        StringBuilder whole = new StringBuilder(text.length() * times);
        for (int i = 0; i < times; i++) {
            whole.append(text);
        }
        return whole.toString();
    }

    @Override
    TypeRef type() {
        return TypeRef.STRING;
    }

    @Override
    boolean deep() {
        return true;
    }

    /** In Java of any age. */
    @Override
    String write(SourceText out) {
        return "new String(new char[" + times + "]).replace(\"\\0\", " + Literal.text(text) + ")";
    }

    @Override
    int weight() {
        return 4 + text.length() + (32 - Integer.numberOfLeadingZeros(times));
    }
}
