package dev.fettle.backlog;

import com.google.re2j.Pattern;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Sha256;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.intake.Signal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What makes two signals the same, whatever source they come from: for an exception, seen in production, in CI or in an issue, the type of its innermost cause and the
 * place where the project's code threw it, or called what did (not line numbers, which move, and not the message where there is a place); for red tests their names; for a measure its name;
 * for text its words.
 */
public final class Fingerprint {
    private static final Pattern ASSERTION = Pattern.compile(
            "(?i)assert|ComparisonFailure|MultipleFailures|TestFailed|ExpectationFailed|WantedButNotInvoked|^Failed$");

    /** Of a compiler's message the file counts, and neither its folders nor the line. */
    private static final Pattern FOLDERS =
            Pattern.compile("(?:[A-Za-z]:)?[\\w.@~+-]*(?:[/\\\\][\\w.@~+-]+)*[/\\\\]([\\w.@~+-]+)");

    private static final Pattern LINE = Pattern.compile(":?[\\[(]\\d+, ?\\d+[\\])]|:\\d+");
    private static final int MOST_ERRORS = 5;

    private Fingerprint() {}

    /** The fingerprint of a signal, 32 hex digits. */
    public static String of(Signal signal) {
        if (signal instanceof Signal.RedTests red) {
            return redTests(red);
        } else if (signal instanceof Signal.ExceptionSeen seen) {
            StackTrace trace = seen.trace();
            return trace == null
                            || trace.parts().stream()
                                    .allMatch(part -> part.frames().isEmpty())
                    ? hash("exception", simple(seen.type()), Messages.normalise(seen.message()))
                    : exception(seen.repository(), trace);
        } else if (signal instanceof Signal.AnomalySeen anomaly) {
            return hash("anomaly", anomaly.metric().toLowerCase(Locale.ROOT), String.join(",", anomaly.files()));
        } else if (signal instanceof Signal.TestSlower slower) {
            return hash("slower", slower.run(), slower.test());
        } else if (signal instanceof Signal.FeedbackGiven feedback) {
            return hash("feedback", words(feedback.text()));
        } else if (signal instanceof Signal.IssueRequested issue) {
            StackTrace trace = issue.trace();
            return trace == null || trace.root().type().isEmpty()
                    ? hash("issue", Long.toString(issue.number()))
                    : exception(issue.repository(), trace);
        } else if (signal instanceof Signal.RuleFinding finding) {
            String which = finding.identity().isEmpty()
                    ? Messages.normalise(finding.message())
                    : "identity " + finding.identity();
            return hash("finding", finding.rule(), finding.file(), which);
        } else if (signal instanceof Signal.AnalysisEnded ended) {
            return hash("analysis", ended.tool(), ended.category(), ended.branch());
        } else if (signal instanceof Signal.VulnerableDependency vulnerable) {
            return hash("dependency", vulnerable.dependency().toLowerCase(Locale.ROOT));
        } else if (signal instanceof Signal.SecretPushed secret) {
            return hash("secret", secret.kind(), secret.file());
        }
        throw new IllegalStateException("a signal without a fingerprint");
    }

    private static String redTests(Signal.RedTests red) {
        StackTrace trace = red.trace();
        if (trace != null) {
            StackTrace root = trace.root();
            boolean thrownByTheProject =
                    !root.type().isEmpty() && !ASSERTION.matcher(root.type()).find();
            boolean placed = OwnFrames.top(red.repository(), OwnFrames.part(red.repository(), trace))
                    .isPresent();
            if (thrownByTheProject && placed) {
                return exception(red.repository(), trace);
            }
        }
        return hash(
                "tests",
                String.join(
                        ",",
                        red.tests().stream()
                                .map(test -> test.className() + "#" + test.steadyMethod())
                                .sorted()
                                .distinct()
                                .toList()),
                red.tests().isEmpty() ? red.failureClass().name() + whatBroke(red) : "");
    }

    /** What does not compile, where the log says so. */
    private static String whatBroke(Signal.RedTests red) {
        List<String> told = red.excerpt()
                .lines()
                .filter(line -> line.contains("error") || line.contains("ERROR"))
                .map(line -> FOLDERS.matcher(line).replaceAll("$1"))
                .map(line -> LINE.matcher(line).replaceAll(""))
                .map(Messages::normalise)
                .distinct()
                .limit(MOST_ERRORS)
                .toList();
        return told.isEmpty() ? Messages.normalise(red.excerpt()) : String.join("\n", told);
    }

    /**
     * By the type of the innermost cause and the one place where the project threw it, or called the library that did: the callers differ between a test, a server and what a
     * person pasted. Where a language has one type for everything, the kind of message stands for it.
     */
    private static String exception(RepositoryRef repository, StackTrace whole) {
        StackTrace trace = whole.root();
        Optional<Frame> own = OwnFrames.top(repository, OwnFrames.part(repository, whole));
        if (own.isEmpty()) {
            return hash("exception", simple(trace.type()), Messages.normalise(trace.message()));
        }
        boolean oneType = trace.language() == StackTrace.Language.GO || trace.language() == StackTrace.Language.RUST;
        String kind = oneType ? Messages.kind(trace.message().replace("runtime error: ", "")) : "";
        // Go's clients name the runtime's own type where the runtime itself says that there was a panic.
        String type = trace.type().startsWith("runtime.") && oneType ? "panic" : simple(trace.type());
        return hash("exception", type, kind, Places.of(own.get()));
    }

    static String simple(String type) {
        String plain = type.indexOf('`') > 0 ? type.substring(0, type.indexOf('`')) : type;
        return plain.substring(Math.max(plain.lastIndexOf('.'), plain.lastIndexOf('$')) + 1);
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    static String hash(String... parts) {
        MessageDigest digest = Sha256.begun();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return Sha256.hex(digest).substring(0, 32);
    }
}
