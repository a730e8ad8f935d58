package dev.fettle.backlog;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTraceParser;
import dev.fettle.build.TestId;
import dev.fettle.intake.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Fifty failures of one shop, and as many variants of each as one likes: as servers, CI runs and people tell of them. */
final class NoisyFailures {
    static final int FAILURES = 50;
    private static final RepositoryRef SHOP = new RepositoryRef(7, "acme", "shop");
    private static final List<String> PLACES = List.of("Cart", "Price", "Stock", "Order", "Invoice");
    private static final List<String> VERBS = List.of("load", "total", "apply");
    private static final List<String> JAVA_TYPES =
            List.of("java.lang.NullPointerException", "java.lang.IllegalStateException");
    private static final List<String> NAMES = List.of("anna", "Bob O", "Zoë", "x", "a very long name of somebody");

    private final Random random;

    NoisyFailures(long seed) {
        this.random = new Random(seed);
    }

    /** A variant of the n-th failure. Thirty are Java's, by place, method and type; eight Python's, eight of Node, four have no trace. */
    Signal variant(int n) {
        if (n < 30) {
            return told(java(PLACES.get(n % 5), VERBS.get(n / 5 % 3), JAVA_TYPES.get(n / 15)));
        }
        if (n < 38) {
            return told(python(PLACES.get(n % 4), VERBS.get(n % 2), n < 34 ? "KeyError" : "shop.errors.NoStock"));
        }
        if (n < 46) {
            return told(node(PLACES.get(n % 4), VERBS.get(n % 2), n < 42 ? "TypeError" : "RangeError"));
        }
        String message = List.of(
                        "connection to " + ip() + " lost after " + random.nextInt(9_000) + "ms",
                        "no row for key '" + name() + "' in table orders (request " + UUID.randomUUID() + ")",
                        "cannot write /var/data/" + random.nextInt(99) + "/file-" + hex() + ".tmp: disk quota exceeded",
                        "token of " + name().replace(' ', '_') + "@shop" + random.nextInt(9)
                                + ".example expired at 2024-0" + (1 + random.nextInt(9)) + "-11T10:0"
                                + random.nextInt(9) + ":00Z")
                .get(n - 46);
        return new Signal.ExceptionSeen(
                SHOP, Instant.EPOCH, "shop.RemoteFailure", message, null, List.of(), 1 + random.nextInt(3));
    }

    private Signal told(String trace) {
        StackTrace parsed = StackTraceParser.parse(disguised(trace)).orElseThrow();
        return switch (random.nextInt(3)) {
            case 0 ->
                new Signal.ExceptionSeen(
                        SHOP, Instant.EPOCH, parsed.root().type(), parsed.root().message(), parsed, List.of(), 1);
            case 1 ->
                new Signal.IssueRequested(
                        SHOP, Instant.EPOCH, 1 + random.nextInt(10_000), "It fails again", trace, name(), parsed);
            default ->
                new Signal.RedTests(
                        SHOP,
                        Instant.EPOCH,
                        hex() + hex(),
                        "main",
                        true,
                        "CI",
                        Signal.FailureClass.TEST,
                        List.of(new TestId("shop.SomeTest", "case" + random.nextInt(50))),
                        parsed,
                        trace);
        };
    }

    private String java(String place, String verb, String type) {
        StringBuilder text = new StringBuilder();
        String thrown = type + maybe(": " + message());
        boolean wrapped = random.nextBoolean();
        if (wrapped) {
            text.append(List.of("java.util.concurrent.ExecutionException", "jakarta.servlet.ServletException")
                            .get(random.nextInt(2)))
                    .append(": ")
                    .append(thrown)
                    .append("\n\tat java.base/java.util.concurrent.FutureTask.report(FutureTask.java:")
                    .append(line())
                    .append(")\n\tat shop.web.Front")
                    .append(random.nextInt(4))
                    .append(".run(Front.java:3)\nCaused by: ");
        }
        text.append(thrown).append('\n');
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append("\tat java.base/java.util.Objects.requireNonNull(Objects.java:")
                    .append(line())
                    .append(")\n");
        }
        String method =
                List.of(verb, "lambda$" + verb + "$" + random.nextInt(9)).get(random.nextInt(2));
        String loader =
                List.of("", "app//", "shop@1." + random.nextInt(9) + "/").get(random.nextInt(3));
        text.append("\tat ")
                .append(loader)
                .append("shop.")
                .append(place)
                .append('.')
                .append(method);
        text.append('(')
                .append(place)
                .append(".java:")
                .append(line())
                .append(")")
                .append(maybe(" ~[shop.jar:?]"));
        text.append('\n');
        List<String> callers = List.of(
                "\tat shop." + place + "$$EnhancerBySpringCGLIB$$" + hex() + "." + verb + "(<generated>)\n",
                "\tat jdk.proxy2/jdk.proxy2.$Proxy" + random.nextInt(99) + "." + verb + "(Unknown Source)\n",
                "\tat shop.Desk$$Lambda$" + random.nextInt(999) + "/0x00000008000" + hex() + ".run(Unknown Source)\n",
                "\tat shop.web.Controller.post(Controller.java:" + line() + ")\n",
                "\tat org.springframework.web.Servlet.service(Servlet.java:" + line() + ")\n",
                "\tat shop." + place + "Test.adds(" + place + "Test.java:" + line() + ")\n");
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(callers.get(random.nextInt(callers.size())));
        }
        return text.append(maybe("\t... " + random.nextInt(40) + " more\n")).toString();
    }

    private String python(String place, String verb, String type) {
        String root = List.of("/srv/app", "/home/runner/work/shop/shop", "C:\\Users\\" + name(), ".")
                .get(random.nextInt(4));
        String slash = root.startsWith("C:") ? "\\" : "/";
        StringBuilder text = new StringBuilder("Traceback (most recent call last):\n");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append("  File \"")
                    .append(root)
                    .append(slash)
                    .append("web")
                    .append(i)
                    .append(".py\", line ");
            text.append(line()).append(", in handle\n    return next()\n");
        }
        text.append("  File \"").append(root).append(slash).append(place.toLowerCase(java.util.Locale.ROOT));
        text.append(".py\", line ").append(line()).append(", in ").append(verb).append("\n    return found[key]\n");
        if (random.nextBoolean()) {
            text.append("  File \"/usr/lib/python3.").append(random.nextInt(14));
            text.append("/collections/__init__.py\", line ").append(line()).append(", in __getitem__\n    raise\n");
        }
        return text.append(type).append(": ").append(message()).append('\n').toString();
    }

    private String node(String place, String verb, String type) {
        String root = List.of("/srv/app/", "file:///home/runner/work/shop/shop/", "webpack-internal:///./")
                .get(random.nextInt(3));
        String file = root + "src/" + place.toLowerCase(java.util.Locale.ROOT) + ".js" + maybe("?" + hex());
        StringBuilder text = new StringBuilder(maybe("Uncaught ") + type + ": " + message() + "\n");
        text.append("    at ")
                .append(maybe("async "))
                .append(maybe(place + "."))
                .append(verb);
        text.append(" (").append(file).append(':').append(line()).append(":7)\n");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append("    at next").append(i).append(" (").append(root).append("src/router.js:");
            text.append(line()).append(":2)\n");
        }
        text.append(maybe("    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)\n"));
        return text.toString();
    }

    private String disguised(String trace) {
        List<String> before = List.of("", "> ", "web-1  | ", "2024-05-01T10:00:0" + random.nextInt(9) + ".1234567Z ");
        String prefix = before.get(random.nextInt(before.size()));
        List<String> lines = new ArrayList<>();
        trace.lines().forEach(line -> lines.add(prefix + line));
        String text = String.join(random.nextBoolean() ? "\n" : "\r\n", lines);
        return random.nextBoolean() ? text : "It broke:\n```\n" + text + "\n```\nsince today\n";
    }

    private String message() {
        return List.of(
                        "order " + random.nextInt(100_000) + " is gone",
                        "'" + name() + "'",
                        "no \"" + name() + "\" at " + random.nextInt(99),
                        "request " + UUID.randomUUID() + " from " + ip())
                .get(random.nextInt(4));
    }

    private String maybe(String text) {
        return random.nextBoolean() ? text : "";
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private String ip() {
        return "10.0." + random.nextInt(255) + "." + random.nextInt(255) + ":" + random.nextInt(60_000);
    }

    private String hex() {
        return String.format(java.util.Locale.ROOT, "%08x", random.nextInt());
    }

    private int line() {
        return 1 + random.nextInt(900);
    }
}
