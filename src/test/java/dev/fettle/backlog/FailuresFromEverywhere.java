package dev.fettle.backlog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.Redactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.SecretShapes;
import dev.fettle.build.CiFailure;
import dev.fettle.build.CiLogParser;
import dev.fettle.build.StackTraceParser;
import dev.fettle.intake.ReportReader;
import dev.fettle.intake.Signal;
import dev.fettle.intake.direct.DirectReports;
import dev.fettle.intake.otlp.OtlpReports;
import dev.fettle.intake.sentry.SentryReports;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Fifty failures of a shop in seven languages, told through each source as its own format has it, with the noise of machines, loggers, builds and people. */
final class FailuresFromEverywhere {
    static final int FAILURES = 50;
    private static final RepositoryRef SHOP = new RepositoryRef(7, "acme", "shop");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PLACES = List.of("Basket", "Voucher", "Depot", "Parcel", "Tariff", "Ledger");
    private static final List<String> VERBS = List.of("merge", "settle", "resolve", "book");
    private static final Redactor REDACTOR = new PatternRedactor(SecretShapes.bundled(), List::of);

    private final Random random;

    FailuresFromEverywhere(long seed) {
        random = new Random(seed);
    }

    /** What a source made of one occurrence of the n-th failure, and what was sent. */
    record Told(Signal signal, String sent) {}

    Told variant(int n) {
        Failure failure = failure(n);
        return switch (random.nextInt(5)) {
            case 0 -> direct(failure);
            case 1 -> failure.language.sentry.isEmpty() ? direct(failure) : sentry(failure);
            case 2 -> otlp(failure);
            case 3 -> issue(failure);
            default -> ci(failure);
        };
    }

    private enum Language {
        JAVA("java"),
        KOTLIN("java"),
        SCALA("java"),
        PYTHON("python"),
        NODE("node"),
        GO("go"),
        DOTNET("csharp"),
        RUST("");

        final String sentry;

        Language(String sentry) {
            this.sentry = sentry;
        }
    }

    /** One failure: where and what is the same each time. */
    private record Failure(Language language, String type, String place, String verb) {}

    private static Failure failure(int n) {
        String place = PLACES.get(n % PLACES.size());
        String verb = VERBS.get(n / PLACES.size() % VERBS.size());
        if (n < 20) {
            return new Failure(
                    Language.JAVA,
                    n % 2 == 0 ? "java.lang.IllegalStateException" : "com.acme.shop.NoSuchVoucher",
                    place,
                    verb);
        } else if (n < 23) {
            return new Failure(Language.KOTLIN, "kotlin.UninitializedPropertyAccessException", place, verb);
        } else if (n < 25) {
            return new Failure(Language.SCALA, "scala.MatchError", place, verb);
        } else if (n < 33) {
            return new Failure(Language.PYTHON, n < 29 ? "KeyError" : "acme.errors.Refused", place, verb);
        } else if (n < 40) {
            return new Failure(Language.NODE, n < 37 ? "TypeError" : "RangeError", place, verb);
        } else if (n < 43) {
            return new Failure(Language.GO, "panic", place, verb);
        } else if (n < 47) {
            return new Failure(Language.DOTNET, "System.InvalidOperationException", place, verb);
        }
        return new Failure(Language.RUST, "panic", place, verb);
    }

    private Told direct(Failure f) {
        ObjectNode body = JSON.createObjectNode();
        body.put("type", f.type.equals("panic") ? "panic" : f.type);
        body.put("message", message(f));
        body.put("stack_trace", disguised(trace(f)));
        return read(DirectReports.exceptions(REDACTOR), "/api/v1/exceptions", body.toString());
    }

    private Told otlp(Failure f) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode log = root.putArray("resourceLogs")
                .addObject()
                .putArray("scopeLogs")
                .addObject()
                .putArray("logRecords")
                .addObject();
        log.put("timeUnixNano", "171455853000000" + random.nextInt(9999));
        ArrayNode attributes = log.putArray("attributes");
        attribute(attributes, "exception.type", f.type);
        attribute(attributes, "exception.message", message(f));
        attribute(attributes, "exception.stacktrace", trace(f));
        attribute(attributes, "thread.name", "pool-" + random.nextInt(9) + "-thread-" + random.nextInt(99));
        return read(new OtlpReports(REDACTOR), "/otlp/v1/logs", root.toString());
    }

    private static void attribute(ArrayNode attributes, String key, String value) {
        ObjectNode one = attributes.addObject();
        one.put("key", key);
        one.putObject("value").put("stringValue", value);
    }

    private Told issue(Failure f) {
        String body = one("Since the upgrade:\n\n", "Steps:\n1. open\n2. click\n\n", "")
                + fenced(disguised(trace(f)))
                + one("\n\nAny idea?", "\n\nVersion 3.1, Windows 11", "");
        var trace = StackTraceParser.parseClean(body, REDACTOR::redact);
        return new Told(
                new Signal.IssueRequested(
                        SHOP, Instant.EPOCH, 1 + random.nextInt(9_999), "It breaks", body, "ann", trace.orElse(null)),
                body);
    }

    private Told ci(Failure f) {
        StringBuilder log = new StringBuilder();
        String job = one("", "build\tRun tests\t", "##[group]");
        for (String line : (one("Downloading 12 artefacts\nok\n", "::debug::x\n", "") + trace(f)).split("\n")) {
            log.append(job.equals("##[group]") ? "" : job)
                    .append("2026-11-0")
                    .append(1 + random.nextInt(8))
                    .append("T0")
                    .append(random.nextInt(9))
                    .append(":11:12.")
                    .append(1_000_000 + random.nextInt(8_000_000))
                    .append("Z ")
                    .append(line)
                    .append('\n');
        }
        CiFailure red = CiLogParser.parse(log.toString());
        return new Told(
                new Signal.RedTests(
                        SHOP,
                        Instant.EPOCH,
                        hex(40),
                        "main",
                        true,
                        "CI",
                        Signal.FailureClass.TEST,
                        red.tests(),
                        red.trace() == null ? null : red.trace().clean(REDACTOR::redact),
                        red.excerpt()),
                log.toString());
    }

    private Told sentry(Failure f) {
        ObjectNode event = JSON.createObjectNode();
        event.put("event_id", hex(32));
        event.put("platform", f.language.sentry);
        ObjectNode exception = event.putObject("exception").putArray("values").addObject();
        int dot = f.type.lastIndexOf('.');
        exception
                .put("type", f.language == Language.GO ? "runtime.boundsError" : f.type.substring(dot + 1))
                .put("value", message(f));
        if (dot > 0) {
            exception.put("module", f.type.substring(0, dot));
        }
        ArrayNode frames = exception.putObject("stacktrace").putArray("frames");
        String low = f.place.toLowerCase(Locale.ROOT);
        for (int i = random.nextInt(4); i > 0; i--) {
            switch (f.language) {
                case PYTHON -> frame(frames, "acme.web", "handle", "acme/web.py");
                case NODE -> frame(frames, "web", "Server.handle", "/app/src/web.ts");
                case GO -> frame(frames, "net/http", "HandlerFunc.ServeHTTP", "/usr/local/go/src/net/http/server.go");
                case DOTNET -> frame(frames, "Acme.Web.Front", "Handle", "Front.cs");
                default -> frame(frames, "com.acme.shop.web.Front", "handle", "Front.java");
            }
        }
        switch (f.language) {
            case PYTHON ->
                frame(
                        frames,
                        "acme." + low,
                        f.verb,
                        one("acme/", "/srv/releases/" + hex(7) + "/acme/", "") + low + ".py");
            case NODE ->
                frame(
                        frames,
                        low,
                        one(f.place + ".", "async ", "") + f.verb,
                        one("app:///src/", "/home/u/src/", "../src/") + low + ".ts");
            case GO ->
                frame(
                        frames,
                        "example.com/shop/" + low,
                        one("(*" + f.place + ").", "(*" + f.place + ").")
                                + upper(f.verb)
                                + one("", ".func" + (1 + random.nextInt(4))),
                        low + ".go");
            case DOTNET ->
                frame(
                        frames,
                        one(
                                "Acme.Shop." + f.place,
                                "Acme.Shop." + f.place + "+<" + upper(f.verb) + ">d__" + random.nextInt(30)),
                        "",
                        f.place + ".cs");
            default ->
                frame(
                        frames,
                        "com.acme.shop." + f.place
                                + (f.language == Language.SCALA ? "$" : one("", "$" + (1 + random.nextInt(4)))),
                        one(f.verb, "lambda$" + f.verb + "$" + random.nextInt(9)),
                        f.place + ".java");
        }
        if (f.language == Language.DOTNET) {
            ObjectNode last = (ObjectNode) frames.get(frames.size() - 1);
            String plain = one(
                    upper(f.verb),
                    upper(f.verb) + " { <lambda> }",
                    "async Task<Row> " + f.place + "." + upper(f.verb) + "(string key)",
                    "void " + f.place + "." + upper(f.verb) + "(Row r)+(Row x) => { }");
            last.put("function", last.get("module").asText().contains("d__") ? "MoveNext" : plain);
        }
        if (f.language != Language.NODE && f.language != Language.GO && random.nextBoolean()) {
            switch (f.language) {
                case PYTHON ->
                    frame(frames, "collections", "__getitem__", "collections/__init__.py")
                            .put("abs_path", "/usr/lib/python3.11/collections/__init__.py")
                            .put("in_app", false);
                case DOTNET -> frame(frames, "System.Linq.Enumerable", "First", "");
                default -> frame(frames, "java.util.Optional", "orElseThrow", "Optional.java");
            }
        }
        String body = "{\"event_id\":\"" + hex(32) + "\"}\n{\"type\":\"event\"}\n" + event + "\n";
        return read(new SentryReports(REDACTOR), "/api/1/envelope/", body);
    }

    private ObjectNode frame(ArrayNode frames, String module, String function, String file) {
        return frames.addObject()
                .put("module", module)
                .put("function", function)
                .put("filename", file)
                .put("lineno", line());
    }

    private static Told read(ReportReader reader, String address, String body) {
        var reading = reader.read(new ReportReader.Incoming(
                SHOP,
                address,
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-11-02T10:00:00Z")));
        return new Told(reading.reports().get(0).signal(), body);
    }

    private String trace(Failure f) {
        return switch (f.language) {
            case JAVA, KOTLIN, SCALA -> java(f);
            case PYTHON -> python(f);
            case NODE -> node(f);
            case GO -> go(f);
            case DOTNET -> dotnet(f);
            case RUST -> rust(f);
        };
    }

    private String java(Failure f) {
        String ending = f.language == Language.KOTLIN ? ".kt" : f.language == Language.SCALA ? ".scala" : ".java";
        String jar = one(
                "",
                " ~[shop-1." + random.nextInt(9) + ".jar!/:?]",
                " [classes/:na]",
                " ~[shop.jar%23" + random.nextInt(400) + "!/:?]");
        String module = one("", "", "app//", "shop@2." + random.nextInt(9) + "/", "TRANSFORMER/shop@1.2/");
        String own = "com.acme.shop." + f.place
                + (f.language == Language.SCALA
                        ? "$"
                        : one("", "", "$" + (1 + random.nextInt(4)), "$Companion")
                                .replace("$Companion", ""));
        String method = f.language == Language.SCALA
                ? one(f.verb, "$anonfun$" + f.verb + "$" + (1 + random.nextInt(5)))
                : one(f.verb, f.verb, "lambda$" + f.verb + "$" + random.nextInt(12));
        StringBuilder t = new StringBuilder();
        String thrown = f.type + ": " + message(f);
        if (random.nextInt(3) == 0) {
            t.append(one(
                            "java.util.concurrent.CompletionException",
                            "org.springframework.web.util.NestedServletException: Request processing failed; nested exception is",
                            "java.lang.reflect.UndeclaredThrowableException",
                            "com.acme.shop.web.Unavailable"))
                    .append(": ")
                    .append(thrown)
                    .append('\n');
            t.append("\tat com.acme.shop.web.Front")
                    .append(random.nextInt(3))
                    .append(".handle(Front.java:")
                    .append(line())
                    .append(')')
                    .append(jar)
                    .append("\nCaused by: ");
        }
        t.append(thrown).append('\n');
        for (int i = random.nextInt(3); i > 0; i--) {
            t.append("\tat ")
                    .append(one(
                            "java.base/java.util.Optional.orElseThrow(Optional.java:",
                            "java.util.HashMap.computeIfAbsent(HashMap.java:",
                            "java.base@21.0.2/java.util.ArrayList.forEach(ArrayList.java:"))
                    .append(line())
                    .append(")\n");
        }
        t.append("\tat ")
                .append(module)
                .append(own)
                .append('.')
                .append(method)
                .append('(')
                .append(f.place)
                .append(ending)
                .append(':')
                .append(line())
                .append(')')
                .append(jar)
                .append('\n');
        for (int i = random.nextInt(7); i > 0; i--) {
            t.append("\tat ")
                    .append(one(
                            "com.acme.shop." + f.place + "$$SpringCGLIB$$" + random.nextInt(3) + "." + f.verb
                                    + "(<generated>)",
                            "com.acme.shop." + f.place + "$$FastClassBySpringCGLIB$$" + hex(8) + ".invoke(<generated>)",
                            "jdk.internal.reflect.GeneratedMethodAccessor" + random.nextInt(900)
                                    + ".invoke(Unknown Source)",
                            "java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)",
                            "com.sun.proxy.$Proxy" + random.nextInt(200) + "." + f.verb + "(Unknown Source)",
                            "com.acme.shop.web.Front$$Lambda/0x00007f" + hex(10) + ".accept(Unknown Source)",
                            "kotlin.coroutines.jvm.internal.BaseContinuationImpl.resumeWith(ContinuationImpl.kt:33)",
                            "scala.collection.immutable.List.foreach(List.scala:431)",
                            "org.apache.catalina.core.ApplicationFilterChain.doFilter(ApplicationFilterChain.java:"
                                    + line() + ")"))
                    .append('\n');
        }
        return t
                + one(
                        "",
                        "\t... " + random.nextInt(60) + " more\n",
                        "\t... " + random.nextInt(60) + " common frames omitted\n",
                        "\tat org.apache.tomc");
    }

    private String python(Failure f) {
        String low = f.place.toLowerCase(Locale.ROOT);
        String root = one(
                "/srv/releases/" + hex(7) + "/acme/",
                "D:\\a\\shop\\shop\\acme\\",
                "/home/runner/work/shop/shop/acme/",
                "./acme/",
                "/var/task/acme/",
                "/home/jane.roe/src/acme/",
                "C:\\Users\\Jane\\src\\acme\\");
        String caret = one("", "    ~~~~~^^^^^\n", "           ^^^^^^^^\n");
        StringBuilder t = new StringBuilder("Traceback (most recent call last):\n");
        for (int i = random.nextInt(4); i > 0; i--) {
            t.append("  File \"")
                    .append(root)
                    .append("web.py\", line ")
                    .append(line())
                    .append(", in handle")
                    .append(i)
                    .append("\n    return self.next(request)\n")
                    .append(caret);
        }
        t.append("  File \"")
                .append(root)
                .append(low)
                .append(".py\", line ")
                .append(line())
                .append(", in ")
                .append(f.verb)
                .append("\n    found = self.rows[key]\n")
                .append(caret);
        if (random.nextInt(4) == 0) {
            t.append("  File \"")
                    .append(root)
                    .append(low)
                    .append(".py\", line ")
                    .append(line())
                    .append(", in <")
                    .append(one("listcomp", "genexpr"))
                    .append(">\n    x for x in rows\n");
        }
        if (random.nextBoolean()) {
            t.append("  File \"")
                    .append(one(
                            "/usr/lib/python3." + random.nextInt(14) + "/collections/__init__.py",
                            "/opt/venv/lib/python3.12/site-packages/cache/core.py"))
                    .append("\", line ")
                    .append(line())
                    .append(", in __getitem__\n    raise KeyError(key)\n");
        }
        return t + f.type + ": " + message(f) + "\n";
    }

    private String node(Failure f) {
        String low = f.place.toLowerCase(Locale.ROOT);
        String root = one(
                "/app/src/",
                "file:///home/runner/work/shop/src/",
                "C:\\build\\agent" + random.nextInt(9) + "\\src\\",
                "webpack-internal:///(rsc)/./src/",
                "/var/task/src/",
                "/Users/jroe/code/shop/src/",
                "https://shop.example/static/");
        StringBuilder t = new StringBuilder(one("", "Uncaught ", "Uncaught (in promise) ", "Unhandled Rejection: ")
                + f.type + ": " + message(f) + "\n");
        t.append("    at ")
                .append(one("", "async ", "new ".replace("new ", "")))
                .append(one("", f.place + ".", "Object."))
                .append(f.verb)
                .append(" (")
                .append(root)
                .append(low)
                .append(".ts:")
                .append(line())
                .append(':')
                .append(1 + random.nextInt(60))
                .append(")\n");
        for (int i = random.nextInt(4); i > 0; i--) {
            t.append("    at ")
                    .append(one(
                            "Layer.handle [as handle_request] (" + root
                                    + "node_modules/express/lib/router/layer.js:95:5)",
                            "async " + root + "web.ts:" + line() + ":3",
                            "process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
                            "eval (" + root + "web.ts:1:1)"))
                    .append('\n');
        }
        return t.toString();
    }

    private String go(Failure f) {
        String low = f.place.toLowerCase(Locale.ROOT);
        String root = one("/src/", "/go/src/example.com/shop/", "/home/runner/work/shop/shop/", "C:/b/" + hex(4) + "/");
        return "panic: " + message(f) + one("", " [recovered]") + "\n\n"
                + "goroutine " + random.nextInt(9000) + " [running" + one("", ", locked to thread", ", 3 minutes")
                + "]:\n"
                + one(
                        "",
                        "panic({0x" + hex(6) + "?, 0xc000" + hex(6)
                                + "?})\n\t/usr/local/go/src/runtime/panic.go:770 +0x132\n")
                + "example.com/shop/" + low + ".(*" + f.place + ")." + upper(f.verb)
                + one("", ".func" + (1 + random.nextInt(3))) + "(0xc000" + hex(6) + ")\n\t" + root + low + "/" + low
                + ".go:" + line() + " +0x" + hex(3) + "\n"
                + one(
                        "",
                        "net/http.HandlerFunc.ServeHTTP(0x" + hex(6)
                                + ")\n\t/usr/local/go/src/net/http/server.go:2136 +0x29\n")
                + "created by example.com/shop/web.Run in goroutine 1\n\t" + root + "web/web.go:" + line() + " +0x"
                + hex(3) + "\n";
    }

    private String dotnet(Failure f) {
        String root = one("/src/Shop/", "C:\\agent\\_work\\" + random.nextInt(99) + "\\s\\Shop\\", "/_/Shop/");
        String[] words =
                one("at|in|line", "bei|in|Zeile", "à|dans|ligne", "в|в|строка").split("\\|");
        String own = one(
                "Acme.Shop." + f.place + "." + upper(f.verb) + "(String key, Int32 n)",
                "Acme.Shop." + f.place + ".<" + upper(f.verb) + ">d__" + random.nextInt(40) + ".MoveNext()",
                "Acme.Shop." + f.place + ".<>c__DisplayClass" + random.nextInt(30) + "_0.<" + upper(f.verb) + ">b__"
                        + random.nextInt(9) + "(Row r)");
        return one("", "Unhandled exception. ", "fail: Acme.Shop[" + random.nextInt(20) + "]\n      ") + f.type + ": "
                + message(f) + "\n"
                + one("", "   " + words[0] + " System.Linq.Enumerable.First[TSource](IEnumerable`1 source)\n")
                + "   " + words[0] + " " + own
                + one("", " " + words[1] + " " + root + f.place + ".cs:" + words[2] + " " + line()) + "\n"
                + one("", "--- End of stack trace from previous location ---\n")
                + "   " + words[0] + " Acme.Web.Front.Handle(HttpContext c)\n";
    }

    private String rust(Failure f) {
        String low = f.place.toLowerCase(Locale.ROOT);
        String root = one("src/", "crates/shop/src/", "/build/" + hex(6) + "/src/", "src\\");
        int line = line();
        String place = root + low + ".rs:" + line;
        String said =
                one("index out of bounds: the len is " + random.nextInt(9) + " but the index is " + random.nextInt(99));
        String head = one(
                "thread '" + one("main", "tokio-runtime-worker", "worker-" + random.nextInt(9)) + "' panicked at "
                        + place + ":9:\n" + said + "\n",
                "thread '<unnamed>' (" + random.nextInt(9999) + ") panicked at " + place + ":17:\n" + said + "\n");
        return head + "stack backtrace:\n   0: rust_begin_unwind\n             at /rustc/" + hex(40)
                + "/library/std/src/panicking.rs:645:5\n   1: core::panicking::panic_fmt\n" + "   2: shop::" + low
                + "::" + f.verb + one("", "::{{closure}}", "::h" + hex(16)) + "\n             at " + one("./", "")
                + place + ":9\n   3: shop::main\n             at ./src/main.rs:" + line() + ":5\n";
    }

    private String disguised(String trace) {
        if (random.nextInt(12) == 0) {
            return "{\"level\":\"error\",\"logger\":\"c.a.s\",\"stack_trace\":" + JSON.valueToTree(trace) + ",\"pid\":"
                    + random.nextInt(999) + "}";
        }
        if (random.nextInt(12) == 0) {
            return "<pre>" + trace.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</pre>";
        }
        String prefix = one(
                "",
                "",
                "",
                "> ",
                "shop-7d9f-" + hex(5) + " | ",
                "2026-11-02 10:00:0" + random.nextInt(9) + ",123 ERROR [pool-" + random.nextInt(9)
                        + "-thread-1] c.a.s.Web - ",
                "[2026-11-02T10:00:00.000Z] ",
                "Nov 02 10:00:00 host shop[" + random.nextInt(9999) + "]: ",
                "\u001b[31m");
        StringBuilder text = new StringBuilder();
        trace.lines()
                .forEach(line -> text.append(prefix)
                        .append(line)
                        .append(prefix.startsWith("\u001b") ? "\u001b[0m" : "")
                        .append(one("\n", "\n", "\n")));
        return random.nextInt(6) == 0 ? text.toString().replace("\n", "\r\n") : text.toString();
    }

    private String fenced(String text) {
        return one(
                "```\n" + text + "\n```",
                "```java\n" + text + "```\n",
                "<details><summary>log</summary>\n\n```\n" + text + "\n```\n</details>",
                text);
    }

    private String message(Failure f) {
        if (f.language == Language.GO) {
            return "runtime error: index out of range [" + random.nextInt(90) + "] with length " + random.nextInt(9);
        }
        if (f.language == Language.SCALA) {
            return "Row(" + random.nextInt(999) + ",x) (of class com.acme.shop.Row)";
        }
        return one(
                "no voucher '" + one("XMAS", "a b", "Ünïcode") + random.nextInt(999) + "' for customer "
                        + UUID.randomUUID(),
                "cannot open /var/lib/shop/" + hex(8) + "/" + random.nextInt(99) + ".db (errno " + random.nextInt(99)
                        + ")",
                "row " + random.nextInt(99_999) + " at " + hex(8) + "@10." + random.nextInt(255) + ".3.4:"
                        + random.nextInt(60_000),
                "Objektverweis nicht gesetzt: id=" + random.nextInt(999),
                "quota of ann" + random.nextInt(99) + "@mail.example exceeded at 2026-11-0" + (1 + random.nextInt(8))
                        + "T10:00:00Z");
    }

    private String one(String... some) {
        return some[random.nextInt(some.length)];
    }

    private String hex(int length) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < length; i++) {
            hex.append("0123456789abcdef".charAt(random.nextInt(16)));
        }
        return hex.toString();
    }

    private static String upper(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private int line() {
        return 1 + random.nextInt(900);
    }
}
