package dev.fettle.backlog;

import com.google.re2j.Pattern;
import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which frames of a trace are the project's own: not those of runtimes, of libraries that everybody uses, of test frameworks, of tests, and of code that was generated
 * while it ran. A library whose name is in the repository's is the project itself there.
 */
final class OwnFrames {
    /** Never a project's own. */
    private static final List<String> RUNTIMES = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.proxy.",
            "com.sun.",
            "kotlin.",
            "kotlinx.",
            "scala.",
            "groovy.lang.",
            "org.codehaus.groovy.",
            "clojure.",
            "dalvik.",
            "android.",
            "com.android.",
            "System.",
            "Microsoft.",
            "mscorlib.",
            "UnityEngine.",
            "NUnit.",
            "Xunit.",
            "Moq.");

    private static final List<String> TEST_FRAMEWORKS = List.of(
            "org.junit.",
            "junit.",
            "org.testng.",
            "org.opentest4j.",
            "org.assertj.",
            "org.hamcrest.",
            "org.mockito.",
            "org.apache.maven.",
            "org.gradle.",
            "worker.org.gradle.",
            "com.intellij.rt.",
            "org.spockframework.",
            "org.scalatest.",
            "io.kotest.",
            "sbt.");

    /** In nearly every server's traces. */
    private static final List<String> LIBRARIES = List.of(
            "jakarta.",
            "org.springframework.",
            "org.apache.",
            "com.google.",
            "org.hibernate.",
            "com.fasterxml.",
            "io.netty.",
            "reactor.",
            "org.slf4j.",
            "ch.qos.logback.",
            "net.bytebuddy.",
            "net.sf.cglib.",
            "org.aspectj.",
            "org.eclipse.jetty.",
            "org.jboss.",
            "io.undertow.",
            "io.quarkus.",
            "io.micronaut.",
            "io.vertx.",
            "com.zaxxer.",
            "org.yaml.",
            "org.json.",
            "org.mongodb.",
            "com.mongodb.",
            "com.microsoft.",
            "com.rabbitmq.",
            "redis.clients.",
            "io.lettuce.",
            "org.redisson.",
            "com.amazonaws.",
            "software.amazon.",
            "com.azure.",
            "org.elasticsearch.",
            "org.opensearch.",
            "org.flywaydb.",
            "liquibase.",
            "org.quartz.",
            "org.mybatis.",
            "com.baomidou.",
            "com.alibaba.",
            "com.datastax.",
            "org.mariadb.",
            "org.sqlite.",
            "org.hsqldb.",
            "org.jooq.",
            "org.jdbi.",
            "org.dom4j.",
            "org.jsoup.",
            "org.bouncycastle.",
            "org.objectweb.",
            "com.squareup.",
            "com.facebook.",
            "com.bumptech.",
            "io.ktor.",
            "org.postgresql.",
            "com.mysql.",
            "org.h2.",
            "oracle.jdbc.",
            "androidx.",
            "akka.",
            "io.reactivex.",
            "rx.",
            "okhttp3.",
            "okio.",
            "retrofit2.",
            "io.grpc.",
            "org.thymeleaf.",
            "feign.",
            "io.sentry.",
            "io.opentelemetry.",
            "Newtonsoft.",
            "Serilog.",
            "Dapper.");

    private static final Pattern FOREIGN_FILE = Pattern.compile(
            "(?i)(?:^|[/\\\\])(?:site-packages|dist-packages|node_modules|\\.venv|venv|\\.cargo|\\.rustup|rustc|bower_components|\\.yarn|\\.pnpm)[/\\\\]"
                    + "|[/\\\\]lib[/\\\\]python\\d|[/\\\\]python\\d+(?:-\\d+)?[/\\\\]lib[/\\\\]|[/\\\\]hostedtoolcache[/\\\\]|[/\\\\]libexec[/\\\\]src[/\\\\]|[/\\\\]pkg[/\\\\]mod[/\\\\]|[/\\\\]go[/\\\\]src[/\\\\](?:runtime|testing|net|reflect|sync|os|fmt|encoding|internal|database|context|syscall|strconv|strings|sort|bufio|io|time)[/\\\\]"
                    + "|^(?:node:|internal/|<frozen |\\[native|<anonymous|webpack/|webpack:///webpack)|[/\\\\]vendor[/\\\\](?:github\\.com|golang\\.org|k8s\\.io)[/\\\\]|^(?:module|events|timers|node|net|fs|stream|readline|bootstrap_node|path|assert|buffer|child_process|_(?:http|stream|tls)_\\w+)\\.js$"
                    + "|[/\\\\](?:libcore|libstd|liballoc)[/\\\\]|[/\\\\]library[/\\\\](?:core|std|alloc)[/\\\\]src[/\\\\]");
    private static final Pattern GO_RUNTIME = Pattern.compile(
            "^(?:runtime|testing|net/http|reflect|sync|runtime/debug|net|os|fmt)\\.|^(?:std|core|alloc|tokio|<std|<core|<alloc)::|^panic$");
    /** Of Go's own library, wherever it was unpacked. */
    private static final Pattern GO_LIBRARY = Pattern.compile(
            "^(?:encoding|database|bufio|strconv|strings|bytes|sort|regexp|syscall|crypto|context|io|html|text|internal|net|os|sync|time|math|reflect)(?:/[a-z0-9/]+)?\\.");

    private static final Set<String> COMPREHENSIONS = Set.of("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>");

    private static final Pattern TEST_CLASS =
            Pattern.compile("(?:^|\\.)(?:Test[A-Z]\\w*|\\w*(?:Tests?|TestCase|TestSuite|IT|Spec|Specs))(?:\\$.*)?$");
    private static final Pattern TEST_FILE = Pattern.compile(
            "(?:^|[/\\\\])(?:test_[^/\\\\]*\\.py|[^/\\\\]*_test\\.(?:py|go|rs)|conftest\\.py|[^/\\\\]*\\.(?:test|spec)\\.[cm]?[jt]sx?)$|(?:^|[/\\\\])(?:tests?|__tests__|specs?)[/\\\\]");
    private static final Pattern GENERATED = Pattern.compile(
            "\\$Proxy\\d|GeneratedMethodAccessor|GeneratedConstructorAccessor|GeneratedSerializationConstructor|\\$\\$FastClass|\\$\\$Enhancer|\\$\\$SpringCGLIB|\\$HibernateProxy|\\$MockitoMock|\\$ByteBuddy|_\\$\\$_javassist|_\\$\\$_jvst|\\$\\$SpringProxy|^DynamicMethod\\b|lambda_method");

    private OwnFrames() {}

    /** The project's own frames, top first; where there are none of them, all but those of runtimes and test frameworks. Each is looked at only when it is asked for. */
    static Stream<Frame> of(RepositoryRef repository, StackTrace trace) {
        Predicate<Frame> mine = frame -> outside(frame, repository) && !test(frame) && !within(frame);
        Predicate<Frame> strict = mine.and(frame -> !library(frame, repository));
        boolean any = trace.frames().stream().anyMatch(strict);
        return trace.frames().stream().filter(any ? strict : mine);
    }

    /**
     * The part of a trace that tells where the project was: the innermost that has a frame of its own. Where none has, the innermost: a library that failed by itself.
     */
    static StackTrace part(RepositoryRef repository, StackTrace trace) {
        return trace.parts().stream()
                .filter(part -> part.frames().stream()
                        .anyMatch(frame -> outside(frame, repository) && !test(frame) && !library(frame, repository)))
                .findFirst()
                .orElseGet(trace::root);
    }

    /** What Python runs as a function of its own within another, or since 3.12 not: its place is that function's. */
    private static boolean within(Frame frame) {
        return frame.className().isEmpty() && COMPREHENSIONS.contains(frame.method());
    }

    /** The place where the project threw: the topmost of its own frames. */
    static Optional<Frame> top(RepositoryRef repository, StackTrace trace) {
        return of(repository, trace).findFirst();
    }

    /** Whether it is of a test. */
    static boolean test(Frame frame) {
        return mayBeTest(frame.className())
                        && TEST_CLASS.matcher(frame.className()).find()
                || frame.className().isEmpty()
                        && TEST_FILE.matcher(frame.file()).find();
    }

    private static boolean outside(Frame frame, RepositoryRef repository) {
        String name = frame.className();
        if (name.isEmpty()) {
            boolean nowhere = frame.file().isEmpty() && frame.method().indexOf("::") < 0;
            return !nowhere
                    && (!FOREIGN_FILE.matcher(frame.file()).find() || Installed.is(repository, frame.file()))
                    && !GO_RUNTIME.matcher(frame.method()).find()
                    && !(frame.file().endsWith(".go")
                            && frame.file().contains("/src/")
                            && GO_LIBRARY.matcher(frame.method()).find());
        }
        return starts(name, RUNTIMES) == null
                && starts(name, TEST_FRAMEWORKS) == null
                && !(mayBeGenerated(name) && GENERATED.matcher(name).find());
    }

    private static boolean mayBeTest(String className) {
        return className.contains("Test") || className.contains("IT") || className.contains("Spec");
    }

    private static boolean mayBeGenerated(String className) {
        return className.indexOf('$') >= 0
                || className.contains("Generated")
                || className.contains("DynamicMethod")
                || className.contains("lambda_method");
    }

    private static boolean library(Frame frame, RepositoryRef repository) {
        String prefix = starts(frame.className(), LIBRARIES);
        return prefix != null && !speaksOf(repository, prefix);
    }

    /** {@code apache/commons-lang} owns {@code org.apache.}. */
    private static boolean speaksOf(RepositoryRef repository, String prefix) {
        String slug = repository.slug().toLowerCase(Locale.ROOT);
        for (String part : prefix.toLowerCase(Locale.ROOT).split("\\.")) {
            if (part.length() > 3
                    && (slug.contains(part) || part.contains(repository.owner().toLowerCase(Locale.ROOT)))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String starts(String name, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return prefix;
            }
        }
        return null;
    }
}
