package dev.fettle.repair.template.rule;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Surroundings;
import javax.lang.model.element.ExecutableElement;

/** {@code s.toLowerCase(Locale.ROOT)} for {@code s.toLowerCase()}. */
final class LocaleAndCharset implements Rule {
    @Override
    public String name() {
        return "locale-and-charset";
    }

    @Override
    public double prior() {
        return 0.35;
    }

    @Override
    public Example example() {
        return new Example(
                "The machine's locale or charset decides where a fixed one is meant.",
                "String key(String s) { return s.toLowerCase(); }",
                "String key(String s) { return s.toLowerCase(java.util.Locale.ROOT); }",
                "Case folding, formatting, and bytes of texts.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Surroundings file = in.place().surroundings();
        if (in.place().tree() instanceof NewClassTree made
                && in.model().isString(in.place().type())
                && made.getArguments().size() == 1
                && "byte[]"
                        .equals(String.valueOf(
                                in.place().type(made.getArguments().get(0))))) {
            int at = in.place().file().end(made.getArguments().get(0));
            sink.edit(at, at, ", " + file.nameOf("java.nio.charset.StandardCharsets") + ".UTF_8", 0.9, 1);
        }
        if (!(in.place().tree() instanceof MethodInvocationTree call)
                || !(call.getMethodSelect() instanceof MemberSelectTree select)
                || !(in.place().element() instanceof ExecutableElement callee)
                || !in.model()
                        .isString(
                                callee.getEnclosingElement() == null
                                        ? null
                                        : callee.getEnclosingElement().asType())) {
            return;
        }
        String name = select.getIdentifier().toString();
        String locale = file.nameOf("java.util.Locale") + ".ROOT";
        int open = in.place().file().text().indexOf('(', in.place().file().end(select)) + 1;
        boolean none = call.getArguments().isEmpty();
        if (none && (name.equals("toLowerCase") || name.equals("toUpperCase"))) {
            sink.edit(open, open, locale, 1, 1);
        } else if (none && name.equals("getBytes")) {
            sink.edit(open, open, file.nameOf("java.nio.charset.StandardCharsets") + ".UTF_8", 1, 1);
        } else if (name.equals("format") && callee.getParameters().size() == 2) {
            sink.edit(open, open, locale + ", ", 1, 1);
        }
    }
}
