package dev.fettle.probe.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A few values of a type, for a first look at each combination of them. */
final class FewValues {
    private final Generator generator;
    private final Dictionary dictionary;
    private final Random random;

    FewValues(Generator generator, Dictionary dictionary, Random random) {
        this.generator = generator;
        this.dictionary = dictionary;
        this.random = random;
    }

    /** At least one; null first, where it can be. */
    List<Expr> of(TypeRef type) {
        List<Expr> few = new ArrayList<>();
        String raw = type.isPrimitive() ? type.raw : Generator.unboxed(type.raw);
        if (!type.isPrimitive()) {
            few.add(new Null(type));
        }
        switch (raw) {
            case "boolean":
                few.addAll(Arrays.asList(new Literal(false), new Literal(true)));
                break;
            case "int":
                for (int each : new int[] {0, 1, -1, 2, 3, 10, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                    few.add(new Literal(each));
                }
                break;
            case "long":
            case "short":
            case "byte":
            case "double":
            case "float":
            case "char":
                for (int i = 0; i < 6; i++) {
                    few.add(generator.primitive(raw));
                }
                break;
            default:
                fewObjects(type, few);
        }
        return few;
    }

    private void fewObjects(TypeRef type, List<Expr> few) {
        if (type.raw.equals("java.lang.String")
                || type.raw.equals("java.lang.CharSequence")
                || type.raw.equals("java.lang.Object")) {
            dictionary.first().forEach(text -> few.add(new Literal(text)));
        } else if (type.isArray()) {
            few.add(new ArrayOf(type.component(), Collections.emptyList()));
            few.add(new ArrayOf(type.component(), Collections.singletonList(generator.make(type.component(), 0))));
        } else if (!Containers.of(type.raw).isEmpty()) {
            few.add(generator.container(type, Containers.of(type.raw).get(0), 0));
        }
        if (generator.endless) {
            few.addAll(generator.deep(type));
        }
        List<Expr> known = generator.seeds(type.raw);
        for (int i = 0; i < Math.min(3, known.size()); i++) {
            few.add(known.get(random.nextInt(known.size())));
        }
        for (int i = 0; few.size() < 6 && i < 8; i++) {
            Expr more = generator.make(type, i < 2 ? 0 : 2);
            if (!(more instanceof Null)) {
                few.add(more);
            }
        }
    }
}
