package dev.fettle;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;

/**
 * Damages good input in the ways that break readers, the same ways each time, and lets the methods marked {@code @FuzzTest} read it: a few hundred inputs for each.
 * {@code -Dfettle.fuzz=PT10M} goes on for so long, with other damage in each run of it. What stands deep inside of a reader Jazzer finds better, as it
 * sees which branches an input takes ({@code ./fettle bench fuzz}); it runs with the same methods and seeds.
 */
public final class Mutations {
    private static final int SHORT = 400;
    private static final int LONGEST = 1 << 16;

    /** What readers stumble over. */
    private static final List<byte[]> TOKENS = tokens(
            "\0",
            "\n",
            "\r\n",
            "\u2028",
            "\ufeff",
            "\"",
            "'",
            "\\",
            "\\u0000",
            "{",
            "}",
            "[",
            "]",
            "<",
            ">",
            "<!--",
            "]]>",
            "&#x0;",
            "&lol;",
            "null",
            "true",
            "-1",
            "0",
            "9223372036854775808",
            "1e999",
            "NaN",
            "\u202e",
            "\ud83d",
            "at a.b.C.d(E.java:1)",
            "Caused by: ",
            "Traceback (most recent call last):",
            "../",
            "%00",
            "${x}",
            "\t\t\t",
            ": ",
            "- ",
            "[ERROR] ",
            "<<< FAILURE!",
            "panic: ",
            "goroutine 1 [running]:");

    private final List<byte[]> seeds;
    private final Random random;

    private Mutations(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    /** A reader of untrusted bytes. It may throw what its contract says, which the caller catches; anything else is found. */
    @FunctionalInterface
    private interface Reader {
        void read(byte[] input) throws Exception;
    }

    /** Lets a reader read damaged seeds. */
    private static void of(List<byte[]> seeds, Reader reader) {
        String asked = System.getProperty("fettle.fuzz", "");
        long end =
                asked.isEmpty() ? 0 : System.nanoTime() + Duration.parse(asked).toNanos();
        long first = asked.isEmpty() ? 1 : System.nanoTime();
        Mutations mutations = new Mutations(seeds, first);
        for (int i = 0; asked.isEmpty() ? i < SHORT : System.nanoTime() < end; i++) {
            byte[] input = mutations.next();
            long begun = System.nanoTime();
            try {
                reader.read(input);
            } catch (Exception | Error e) {
                throw new AssertionError("input " + i + " of seed " + first + ": " + shown(input), e);
            }
            if (!asked.isEmpty() && System.nanoTime() - begun > 2_000_000_000L) {
                System.err.println("slow, " + (System.nanoTime() - begun) / 1_000_000 + " ms: " + shown(input));
            }
        }
    }

    /**
     * For every {@code @FuzzTest} of a test's class a test that lets it read damaged seeds. The seeds are what the method of the same name without parameters has;
     * Jazzer begins with the same ones.
     */
    public static Stream<DynamicTest> of(Object test) {
        return Arrays.stream(test.getClass().getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(FuzzTest.class))
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> DynamicTest.dynamicTest(
                        method.getName(), () -> of(seedsOf(method), input -> call(method, test, input))));
    }

    /** Texts as seeds. */
    public static List<Named<byte[]>> seeds(List<String> texts) {
        return seedsOfBytes(texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    /** The same of texts. */
    public static List<Named<byte[]>> seeds(String... texts) {
        return seeds(List.of(texts));
    }

    /** Bytes as seeds. */
    public static List<Named<byte[]>> seedsOfBytes(List<byte[]> all) {
        List<Named<byte[]>> seeds = new ArrayList<>();
        for (byte[] bytes : all) {
            seeds.add(Named.of("seed " + (seeds.size() + 1), bytes));
        }
        return seeds;
    }

    @SuppressWarnings("unchecked") // what `seeds` gives
    private static List<byte[]> seedsOf(Method fuzzTest) throws ReflectiveOperationException {
        Method source = fuzzTest.getDeclaringClass().getDeclaredMethod(fuzzTest.getName());
        source.setAccessible(true);
        return ((List<Named<byte[]>>) source.invoke(null))
                .stream().map(Named::getPayload).toList();
    }

    private static void call(Method fuzzTest, Object test, byte[] input) throws Exception {
        fuzzTest.setAccessible(true);
        try {
            fuzzTest.invoke(test, (Object) input);
        } catch (InvocationTargetException e) {
            throw new AssertionError(fuzzTest.getName(), e.getCause());
        }
    }

    private static String shown(byte[] input) {
        return input.length + " bytes, base64 "
                + Base64.getEncoder().encodeToString(Arrays.copyOf(input, Math.min(input.length, 6_000)));
    }

    private byte[] next() {
        byte[] input = any(seeds);
        int times = 1 + random.nextInt(6);
        for (int i = 0; i < times && input.length <= LONGEST; i++) {
            input = damaged(input);
        }
        return input;
    }

    private byte[] damaged(byte[] input) {
        int from = at(input);
        int to = from + random.nextInt(Math.max(1, Math.min(64, input.length - from) + 1));
        to = Math.min(to, input.length);
        return switch (random.nextInt(8)) {
            case 0 -> joined(Arrays.copyOf(input, from)); // cut off
            case 1 -> joined(Arrays.copyOf(input, from), Arrays.copyOfRange(input, to, input.length)); // left out
            case 2 -> joined(Arrays.copyOf(input, to), repeated(Arrays.copyOfRange(input, from, to)), tail(input, to));
            case 3 -> joined(Arrays.copyOf(input, from), any(TOKENS), tail(input, from));
            case 4 -> joined(Arrays.copyOf(input, from), any(TOKENS), tail(input, to)); // in its place
            case 5 -> {
                byte[] other = any(seeds);
                yield joined(Arrays.copyOf(input, from), tail(other, at(other))); // the end of another one
            }
            case 6 -> flipped(input);
            default -> joined(Arrays.copyOf(input, from), repeated(any(TOKENS)), tail(input, from));
        };
    }

    private byte[] flipped(byte[] input) {
        byte[] copy = input.clone();
        for (int i = 0; i < 1 + random.nextInt(4) && copy.length > 0; i++) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    private byte[] repeated(byte[] part) {
        int times = random.nextInt(20) == 0 ? 1 + random.nextInt(3_000) : 1 + random.nextInt(8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times && all.size() < LONGEST; i++) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private int at(byte[] input) {
        return random.nextInt(input.length + 1);
    }

    private byte[] any(List<byte[]> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] tail(byte[] input, int from) {
        return Arrays.copyOfRange(input, from, input.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static List<byte[]> tokens(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
