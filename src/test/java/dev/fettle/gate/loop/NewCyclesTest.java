package dev.fettle.gate.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Circles of dependencies, from class files of the real compiler. */
class NewCyclesTest {
    private static final Map<String, String> BASE = Map.of(
            "shop.Cart", "package shop; public class Cart { price.Price price; class Line { } }",
            "shop.Shop", "package shop; public class Shop { Cart cart; }",
            "price.Price", "package price; public class Price { int net; }",
            "price.Tax", "package price; public class Tax { Price of; }");

    @Test
    void aNeedThatClosesACircleIsFoundWithItsWay() {
        ClassGraph base = compiled(BASE);
        ClassGraph head = compiled(
                with("price.Price", "package price; public class Price { Object of() { return new shop.Shop(); } }"));

        assertThat(NewCycles.between(base.packages(), head.packages()))
                .singleElement()
                .satisfies(cycle -> {
                    assertThat(cycle.text()).isEqualTo("price → shop → price");
                    assertThat(cycle.certain()).isTrue();
                });
        assertThat(NewCycles.between(base, head))
                .extracting(NewCycles.Cycle::text)
                .containsExactly("price.Price → shop.Shop → shop.Cart → price.Price");
    }

    @Test
    void whatWasACircleBeforeIsNotNew() {
        Map<String, String> round = with("price.Price", "package price; public class Price { shop.Shop shop; }");
        Map<String, String> more = new java.util.HashMap<>(round);
        more.put("price.Tax", "package price; public class Tax { Price of; shop.Cart cart; }");

        assertThat(NewCycles.between(compiled(round).packages(), compiled(more).packages()))
                .isEmpty();
        assertThat(NewCycles.between(compiled(BASE), compiled(BASE))).isEmpty();
    }

    @Test
    void aCircleThroughAClassThatIsNewMayBeMeant() {
        Map<String, String> visited = new java.util.HashMap<>(BASE);
        visited.put("price.Tax", "package price; public class Tax { Price of; void accept(Visitor v) { } }");
        visited.put("price.Visitor", "package price; public interface Visitor { void visit(Tax tax); }");

        assertThat(NewCycles.between(compiled(BASE), compiled(visited)))
                .singleElement()
                .satisfies(cycle -> assertThat(cycle.certain()).isFalse());
        assertThat(NewCycles.between(
                        compiled(BASE).packages(), compiled(visited).packages()))
                .isEmpty();
    }

    @Test
    void testsNearestToAChangeAreThoseThatNeedItMostDirectly() {
        ClassGraph graph = compiled(BASE);

        assertThat(graph.distancesTo(List.of("price.Price")))
                .isEqualTo(Map.of("price.Price", 0, "price.Tax", 1, "shop.Cart", 1, "shop.Shop", 2));
    }

    @Test
    void bytesThatAreNoClassNameNothing() {
        assertThat(ClassGraph.of(List.of(new byte[] {1, 2, 3}, new byte[0])).needs())
                .isEmpty();
    }

    private static Map<String, String> with(String type, String source) {
        Map<String, String> changed = new java.util.HashMap<>(BASE);
        changed.put(type, source);
        return changed;
    }

    private static ClassGraph compiled(Map<String, String> sources) {
        List<ByteArrayOutputStream> classes = new ArrayList<>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var standard = compiler.getStandardFileManager(null, null, null);
        var memory = new ForwardingJavaFileManager<JavaFileManager>(standard) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + className), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        ByteArrayOutputStream out = new ByteArrayOutputStream();
                        classes.add(out);
                        return out;
                    }
                };
            }
        };
        List<SimpleJavaFileObject> units = sources.entrySet().stream()
                .<SimpleJavaFileObject>map(source ->
                        new SimpleJavaFileObject(
                                URI.create("mem:///" + source.getKey().replace('.', '/') + ".java"),
                                JavaFileObject.Kind.SOURCE) {
                            @Override
                            public CharSequence getCharContent(boolean ignore) {
                                return source.getValue();
                            }
                        })
                .toList();
        assertThat(compiler.getTask(null, memory, null, List.of("-proc:none"), null, units)
                        .call())
                .isTrue();
        return ClassGraph.of(
                classes.stream().map(ByteArrayOutputStream::toByteArray).toList());
    }
}
