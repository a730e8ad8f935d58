package dev.fettle.repair.template.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.probe.Switch;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.source.CompilerSettings;
import dev.fettle.repair.template.source.SourceAnalysis;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hundreds of variants live in one compilation, and each is itself when it is switched on. */
class VariantCompilerTest {
    private static final String PATH = "src/Sample.java";
    private static final JavaFileManager FILES =
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);

    @AfterEach
    void allOff() throws Exception {
        turnOn(0);
    }

    @Test
    void aStaticMethodHasManyVariants() throws Exception {
        Compiled sample = compile(
                "class Sample { static String run() { return \"\" + f(5); } static int f(int n) { return n + 1; } }",
                "n + 1=>n - 1",
                "n + 1=>n * 2",
                "n + 1=>n");

        assertThat(sample.answers()).containsExactly("6", "4", "10", "5");
    }

    @Test
    void aVariantThatDoesNotCompileIsTakenOutAndTheOthersStay() throws Exception {
        Compiled sample = compile(
                "class Sample { static String run() { return \"\" + f(5); } static int f(int n) { return n + 1; } }",
                "n + 1=>n - 1",
                "n + 1=>missing",
                "n + 1=>n )(",
                "n + 1=>\"text\"",
                "n + 1=>n * 2");

        assertThat(sample.rejected()).containsOnlyKeys(2, 3, 4);
        assertThat(sample.answer(1)).isEqualTo("4");
        assertThat(sample.answer(5)).isEqualTo("10");
    }

    @Test
    void aPairMayHaveItsEditsInTwoFiles() {
        String one = "class One { static int f(int n) { return n + 1; } }";
        String two =
                "class Two { /* long enough to reach over all of the other file */ static int g(int n) { return n + 2; } }";
        CompilerSettings settings = new CompilerSettings(List.of(), 17, true);
        SourceAnalysis analysis = SourceAnalysis.of(settings, Map.of("One.java", one, "Two.java", two), FILES);
        List<Edit> edits = List.of(
                new Edit("One.java", one.indexOf("n + 1"), one.indexOf("n + 1") + 5, "n - 1"),
                new Edit("Two.java", two.indexOf("n + 2"), two.indexOf("n + 2") + 5, "n - 2"));

        List<CompiledBatch> batches = new VariantCompiler(settings, analysis, FILES)
                .compile(List.of(new Draft(1, "pair", edits, 1, 1, 1, 1, "both", Set.of())));

        assertThat(batches).hasSize(1);
        assertThat(batches.get(0).variants()).containsExactly(1);
        assertThat(batches.get(0).classes()).containsKeys("One", "Two");
    }

    @Test
    void recursionStaysInTheVariant() throws Exception {
        Compiled sample = compile(
                "class Sample { static String run() { return \"\" + sum(4); } static int sum(int n) { return n == 0 ? 0 : n + sum(n - 1); } }",
                "n + sum(n - 1)=>n * n + sum(n - 1)");

        assertThat(sample.answers()).containsExactly("10", "30");
    }

    @Test
    void overriddenGenericVarargsAndThrowingMethodsKeepTheirForm() throws Exception {
        Compiled sample = compile(
                """
                import java.util.*;
                class Sample {
                    static class Base<E extends Comparable<E>> {
                        @Override public String toString() { return "base" + pick(null); }
                        protected synchronized E pick(E other) { return other; }
                        @SafeVarargs static <T extends Comparable<T>> T most(T first, T... more) throws java.io.IOException {
                            T best = first;
                            for (T x : more) { if (x.compareTo(best) > 0) best = x; }
                            return best;
                        }
                    }
                    static class Below extends Base<String> {
                        @Override protected String pick(String other) { return super.pick(other) + "below"; }
                        <R> R same(R r) { Object o = r; return (R) o; }
                        void nothing(StringBuilder b) { b.append('n'); }
                    }
                    static String run() throws Exception {
                        StringBuilder b = new StringBuilder();
                        new Below().nothing(b);
                        return new Below() + " " + Base.most(1, 3, 2) + " " + new Below().<Integer>same(7) + b;
                    }
                }
                """,
                "(best) > 0=>(best) < 0",
                "return other;=>return null == other ? null : other;",
                "super.pick(other) + \"below\"=>\"sub\" + super.pick(other)",
                "Object o = r;=>Object o = null;",
                "append('n')=>append('m')");

        assertThat(sample.answers())
                .containsExactly(
                        "basenullbelow 3 7n",
                        "basenullbelow 1 7n",
                        "basenullbelow 3 7n",
                        "basesubnull 3 7n",
                        "basenullbelow 3 nulln",
                        "basenullbelow 3 7m");
    }

    @Test
    void constructorsBlocksAndFieldsHaveVariantsToo() throws Exception {
        Compiled sample = compile(
                """
                class Sample {
                    static final int TEN = Integer.parseInt("10");
                    static int other;
                    static { other = 3; }
                    final int size;
                    { other++; }
                    Sample(int n) { super(); this.size = n; }
                    Sample() { this(1 + 1); }
                    static String run() { return new Sample().size + " " + TEN + " " + (other > 2); }
                }
                """,
                "this.size = n;=>if (n > 1) { this.size = n + 5; } else { this.size = 0; }",
                "other = 3=>other = -3",
                "other++=>other -= 9",
                "\"10\"=>\"12\"",
                "1 + 1=>1 - 1");

        assertThat(sample.answers())
                .containsExactly("2 10 true", "7 10 true", "2 10 false", "2 10 false", "2 12 true", "0 10 true");
        assertThat(sample.alone()).contains(2, 3, 4, 5).doesNotContain(1);
    }

    @Test
    void interfacesEnumsRecordsLambdasAndAnonymousClasses() throws Exception {
        Compiled sample = compile(
                """
                import java.util.function.*;
                class Sample {
                    interface Named { default String name() { return "n" + tail(); } static String tail() { return "t"; } }
                    enum Sign { PLUS { int of(int x) { return x; } }, MINUS { int of(int x) { return -x; } }; abstract int of(int x); }
                    record Pair(int a, int b) { Pair { if (a > b) throw new IllegalArgumentException(); } int sum() { return a + b; } }
                    static String run() {
                        IntUnaryOperator twice = x -> { return x * 2; };
                        Supplier<String> s = new Supplier<>() { public String get() { return "anonymous"; } };
                        return new Named() {}.name() + Sign.MINUS.of(4) + new Pair(1, 2).sum() + twice.applyAsInt(3) + s.get();
                    }
                }
                """,
                "\"n\" + tail()=>tail() + \"n\"",
                "return \"t\"=>return \"u\"",
                "return -x=>return x",
                "return a + b=>return a - b",
                "return x * 2=>return x * 3",
                "return \"anonymous\"=>return \"nobody\"",
                "a > b=>a < b");

        assertThat(sample.answers())
                .containsExactly(
                        "nt-436anonymous",
                        "tn-436anonymous",
                        "nu-436anonymous",
                        "nt436anonymous",
                        "nt-4-16anonymous",
                        "nt-439anonymous",
                        "nt-436nobody",
                        "java.lang.IllegalArgumentException");
    }

    @Test
    void manyVariantsOfOneConstructorAreSpreadOverBatches() throws Exception {
        String body = "int x = 0;\n" + "x += n;\n".repeat(300);
        String[] edits = new String[40];
        for (int i = 0; i < edits.length; i++) {
            edits[i] = "int x = 0;=>int x = " + (i + 1) + ";";
        }
        Compiled sample = compile(
                "class Sample { final int v; Sample(int n) { " + body
                        + " v = x; } static String run() { return \"\" + new Sample(1).v; } }",
                edits);

        assertThat(sample.rejected()).isEmpty();
        assertThat(sample.answer(0)).isEqualTo("300");
        assertThat(sample.answer(40)).isEqualTo("340");
        assertThat(sample.batches()).hasSizeGreaterThan(1);
    }

    private static void turnOn(int id) throws Exception {
        Method set = Switch.class.getDeclaredMethod("set", int.class, int.class);
        set.setAccessible(true);
        set.invoke(null, id, 0);
    }

    private static Compiled compile(String source, String... changes) {
        CompilerSettings settings = new CompilerSettings(List.of(), 17, true);
        SourceAnalysis analysis = SourceAnalysis.of(settings, Map.of(PATH, source), FILES);
        assertThat(analysis.errors()).isEmpty();
        List<Draft> drafts = new ArrayList<>();
        for (String change : changes) {
            String[] parts = change.split("=>", 2);
            int at = source.indexOf(parts[0]);
            assertThat(at).as(change).isNotNegative();
            Edit edit = new Edit(PATH, at, at + parts[0].length(), parts[1]);
            drafts.add(new Draft(drafts.size() + 1, "test", List.of(edit), 1, 1, 1, 1, change, Set.of()));
        }
        return new Compiled(new VariantCompiler(settings, analysis, FILES).compile(drafts), drafts.size());
    }

    /** What came out, ready to be run. */
    private record Compiled(List<CompiledBatch> batches, int count) {
        List<String> answers() throws Exception {
            List<String> answers = new ArrayList<>();
            for (int id = 0; id <= count; id++) {
                answers.add(answer(id));
            }
            return answers;
        }

        String answer(int id) throws Exception {
            CompiledBatch batch = batches.stream()
                    .filter(one -> id == 0
                            ? !one.alone().containsAll(one.variants())
                            : one.variants().contains(id))
                    .findFirst()
                    .orElseThrow();
            turnOn(id);
            try {
                Method run = new Loader(batch.classes()).loadClass("Sample").getDeclaredMethod("run");
                run.setAccessible(true);
                return (String) run.invoke(null);
            } catch (java.lang.reflect.InvocationTargetException e) {
                return String.valueOf(e.getCause());
            }
        }

        Map<Integer, String> rejected() {
            Map<Integer, String> all = new HashMap<>();
            batches.forEach(batch -> all.putAll(batch.rejected()));
            return all;
        }

        List<Integer> alone() {
            return batches.stream().flatMap(batch -> batch.alone().stream()).toList();
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(VariantCompilerTest.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
