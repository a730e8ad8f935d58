package dev.fettle.repair.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Crashes that need objects: made by others, changed before the call, handed in to be called back. */
class CrashesOfStateTest extends CrashStory {
    @Test
    void aCallTooMany() throws IOException {
        source("house/Cursor.java", """
                package house;

                public class Cursor {
                    private final String[] words;
                    private int at;

                    public Cursor(String text) {
                        words = text.split(" ");
                    }

                    public String next() {
                        return words[at++]; //@0
                    }
                }
                """);

        CrashReproduction seen = search(
                "java.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1", "house.Cursor.next");

        assertThat(found(seen)).contains(".next()");
    }

    @Test
    void aSetterBefore() throws IOException {
        source("house/Pager.java", """
                package house;

                public class Pager {
                    private int size = 10;
                    private int total;

                    public void setSize(int size) {
                        this.size = size;
                    }

                    public void setTotal(int total) {
                        this.total = total;
                    }

                    public int pages() {
                        if (total < 3) {
                            return 1;
                        }
                        return total / size; //@0
                    }
                }
                """);

        CrashReproduction seen = search("java.lang.ArithmeticException: / by zero", "house.Pager.pages");

        assertThat(found(seen))
                .contains("pager.setSize(0);")
                .contains("pager.setTotal(")
                .endsWith("pager.pages()");
    }

    @Test
    void somethingRemovedWhileLooking() throws IOException {
        source("house/Basket.java", """
                package house;

                import java.util.ArrayList;
                import java.util.List;

                public class Basket {
                    private final List<String> items = new ArrayList<>();

                    public void add(String item) {
                        items.add(item);
                    }

                    public void dropEmpty() {
                        for (String item : items) { //@0
                            if (item.isEmpty()) {
                                items.remove(item);
                            }
                        }
                    }
                }
                """);

        CrashReproduction seen = search(
                "java.util.ConcurrentModificationException",
                "java.util.ArrayList$Itr.checkForComodification",
                "java.util.ArrayList$Itr.next",
                "house.Basket.dropEmpty");

        assertThat(found(seen)).contains("basket.add(\"\");").endsWith("basket.dropEmpty()");
    }

    @Test
    void aBuilderThatWasToldTooLittle() throws IOException {
        source("house/Letter.java", """
                package house;

                public class Letter {
                    private final String to;

                    private Letter(String to) {
                        this.to = to;
                    }

                    public static Builder builder() {
                        return new Builder();
                    }

                    public String envelope(boolean loud) {
                        return loud ? to.toUpperCase() : to; //@0
                    }

                    public static class Builder {
                        private String to;

                        public Builder to(String name) {
                            this.to = name;
                            return this;
                        }

                        public Letter build() {
                            return new Letter(to);
                        }
                    }
                }
                """);

        CrashReproduction seen = search("java.lang.NullPointerException", "house.Letter.envelope");

        assertThat(found(seen)).contains(".build()").contains("envelope(true)").doesNotContain("null");
    }

    @Test
    void acrossThreeFrames() throws IOException {
        source("house/Reader.java", """
                package house;

                public class Reader {
                    public String read(String line) {
                        if (!line.startsWith("v2:")) {
                            return "";
                        }
                        return body(line.substring(3)); //@2
                    }

                    private String body(String text) {
                        String[] parts = text.split(";");
                        return parts.length > 1 ? field(parts[1]) : ""; //@1
                    }

                    private String field(String part) {
                        return part.split("=")[1]; //@0
                    }
                }
                """);

        CrashReproduction seen = search(
                "java.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1",
                "house.Reader.field",
                "house.Reader.body",
                "house.Reader.read");

        assertThat(found(seen)).startsWith("new Reader().read(\"v2:");
    }

    @Test
    void aCallbackThatAnswersNothing() throws IOException {
        source("house/Labels.java", """
                package house;

                import java.util.List;
                import java.util.function.Function;

                public class Labels {
                    public static int longest(List<String> names, Function<String, String> label) {
                        int longest = 0;
                        for (String name : names) {
                            longest = Math.max(longest, label.apply(name).length()); //@0
                        }
                        return longest;
                    }
                }
                """);

        CrashReproduction seen = search(
                "java.lang.NullPointerException: Cannot invoke \"String.length()\" because the return value of"
                        + " \"java.util.function.Function.apply(Object)\" is null",
                "house.Labels.longest");

        assertThat(found(seen)).contains("Labels.longest(");
    }

    @Test
    void theEndOfAStream() throws IOException {
        source("house/Header.java", """
                package house;

                import java.io.BufferedReader;
                import java.io.IOException;
                import java.io.Reader;

                public class Header {
                    public static String version(Reader in) throws IOException {
                        BufferedReader lines = new BufferedReader(in);
                        String first = lines.readLine();
                        if (first == null || !first.equals("HOUSE")) {
                            return "none";
                        }
                        return lines.readLine().trim(); //@0
                    }
                }
                """);

        CrashReproduction seen = search("java.lang.NullPointerException", "house.Header.version");

        assertThat(found(seen)).contains("Header.version(new StringReader(\"HOUSE");
    }

    @Test
    void aRoomThatIsTooSmall() throws IOException {
        source("house/Ring.java", """
                package house;

                public class Ring {
                    private final int[] cells;

                    Ring(int size, int spare) {
                        cells = new int[size - spare]; //@0
                    }

                    public static Ring of(int size) {
                        return new Ring(size, 4); //@1
                    }
                }
                """);

        CrashReproduction seen =
                search("java.lang.NegativeArraySizeException: -1", "house.Ring.<init>", "house.Ring.of");

        assertThat(found(seen)).startsWith("Ring.of(");
    }

    @Test
    void insideALambda() throws IOException {
        source("house/Names.java", """
                package house;

                import java.util.List;
                import java.util.stream.Collectors;

                public class Names {
                    public List<String> tidy(List<String> names) {
                        return names.stream()
                                .map(name -> name.trim()) //@0
                                .collect(Collectors.toList()); //@1
                    }
                }
                """);

        CrashReproduction seen = search(
                "java.lang.NullPointerException",
                "house.Names.lambda$tidy$0",
                "java.util.stream.ReferencePipeline$3$1.accept",
                "java.util.stream.ReferencePipeline.collect",
                "house.Names.tidy");

        assertThat(found(seen)).startsWith("new Names().tidy(").contains("null");
    }

    @Test
    void aKindOfAnAbstractThing() throws IOException {
        source("house/Shape.java", """
                package house;

                public abstract class Shape {
                    protected Integer sides;

                    public int corners() {
                        return sides; //@0
                    }

                    public static Shape square() {
                        return new Square();
                    }

                    private static final class Square extends Shape {
                        Square() {
                            sides = 4;
                        }
                    }
                }
                """);
        source("house/Blob.java", "package house;\n\npublic class Blob extends Shape {\n}\n");

        CrashReproduction seen = search("java.lang.NullPointerException", "house.Shape.corners");

        assertThat(found(seen)).isEqualTo("new Blob().corners()");
    }

    @Test
    void anObjectAsTheTestsMakeIt() throws IOException {
        source("house/Machine.java", """
                package house;

                public class Machine {
                    private final String program;

                    private Machine(String program) {
                        this.program = program;
                    }

                    public static Machine load(String program, int check) {
                        if (program.length() * 31 + 7 != check) {
                            throw new IllegalArgumentException("check");
                        }
                        return new Machine(program);
                    }

                    public char step(int at) {
                        return program.charAt(at); //@0
                    }
                }
                """);
        test("house/MachineTest.java", """
                package house;

                import org.junit.jupiter.api.Assertions;
                import org.junit.jupiter.api.Test;

                class MachineTest {
                    @Test
                    void steps() {
                        Machine machine = Machine.load("abc", 100);
                        Assertions.assertEquals('a', machine.step(0));
                    }
                }
                """);

        CrashReproduction seen = search(
                "java.lang.StringIndexOutOfBoundsException: index 3, length 3",
                "java.lang.String.charAt",
                "house.Machine.step");

        assertThat(found(seen)).contains("Machine.load(\"abc\", 100)").contains(".step(");
    }

    @Test
    void aThingThatOnlyComesFromAnotherOfItsKind() throws IOException {
        source("house/Chain.java", """
                package house;

                public class Chain {
                    private final String name;

                    private Chain(String name) {
                        this.name = name;
                    }

                    public Chain next() {
                        return new Chain(name + "'");
                    }

                    public static int depth(Chain chain, String mark) {
                        return mark.length() + (chain == null ? 0 : chain.name.length()); //@0
                    }
                }
                """);

        CrashReproduction seen = search("java.lang.NullPointerException", "house.Chain.depth");

        assertThat(found(seen)).isEqualTo("Chain.depth(null, null)");
    }

    @Test
    void insideAClassThatNobodyCanName() throws IOException {
        source("house/Shelf.java", """
                package house;

                import java.util.Iterator;

                public class Shelf implements Iterable<String> {
                    private final String[] books = {"one", "two"};

                    public Iterator<String> iterator() {
                        return walk(0);
                    }

                    private Iterator<String> walk(int from) {
                        return new Walk(from);
                    }

                    private final class Walk implements Iterator<String> {
                        private int at;

                        Walk(int from) {
                            at = from;
                        }

                        public boolean hasNext() {
                            return at < books.length;
                        }

                        public String next() {
                            return books[at++]; //@0
                        }
                    }
                }
                """);

        CrashReproduction seen = search(
                "java.lang.ArrayIndexOutOfBoundsException: Index 2 out of bounds for length 2",
                "house.Shelf$Walk.next");

        assertThat(found(seen)).contains("new Shelf().iterator()").contains(".next()");
        assertThat(seen.written().orElseThrow().path()).endsWith("house/ShelfWalkNextTest.java");
    }

    @Test
    void twoOfTheSameParent() throws IOException {
        source("house/Node.java", """
                package house;

                import java.util.ArrayList;
                import java.util.List;

                public class Node {
                    private final List<Node> children = new ArrayList<>();
                    private Node parent;

                    public Node grow() {
                        Node child = new Node();
                        child.parent = this;
                        children.add(child);
                        return child;
                    }

                    public void before(Node sibling) {
                        if (parent == null || sibling == this || sibling.parent != parent) {
                            return;
                        }
                        int at = parent.children.indexOf(this);
                        parent.children.remove(sibling);
                        if (parent.children.indexOf(this) != at) {
                            throw new IllegalStateException("moved"); //@0
                        }
                        parent.children.add(at, sibling);
                    }
                }
                """);

        CrashReproduction seen = search("java.lang.IllegalStateException: moved", "house.Node.before");

        assertThat(found(seen)).contains("Node node = ").contains(".before(");
    }
}
