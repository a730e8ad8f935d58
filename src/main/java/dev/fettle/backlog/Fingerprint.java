package dev.fettle.backlog;

import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.intake.Signal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What makes two signals the same: for an exception its type and the place where the project's code threw it (not line numbers, which move, and not the
 * message where there is a place); for red tests their names; for a measure its name; for text its words.
 */
public final class Fingerprint {
    private static final int FRAMES = 3;
    private static final Pattern NUMBERS = Pattern.compile("0x[0-9a-fA-F]+|[0-9a-fA-F]{8,}(-[0-9a-fA-F]{4,})*|\\d+");
    private static final Pattern QUOTED = Pattern.compile("'[^']{0,200}'|\"[^\"]{0,200}\"");
    private static final Pattern PATHS = Pattern.compile("(/[\\w.-]+){2,}");
    private static final List<String> LIBRARIES = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "kotlin.",
            "scala.",
            "org.junit.",
            "junit.",
            "org.testng.",
            "org.apache.maven.",
            "org.assertj.",
            "org.hamcrest.",
            "org.gradle.");

    private Fingerprint() {}

    /** The fingerprint of a signal, 32 hex digits. */
    public static String of(Signal signal) {
        if (signal instanceof Signal.RedTests red) {
            return redTests(red);
        } else if (signal instanceof Signal.ExceptionSeen seen) {
            return exception(
                    seen.type(),
                    seen.message(),
                    seen.trace() == null ? List.of() : seen.trace().root().frames());
        } else if (signal instanceof Signal.AnomalySeen anomaly) {
            return hash("anomaly", anomaly.metric().toLowerCase(Locale.ROOT), String.join(",", anomaly.files()));
        } else if (signal instanceof Signal.FeedbackGiven feedback) {
            return hash("feedback", words(feedback.text()));
        } else if (signal instanceof Signal.IssueRequested issue) {
            StackTrace trace = issue.trace();
            return trace == null
                    ? hash("issue", Long.toString(issue.number()))
                    : exception(
                            trace.root().type(),
                            trace.root().message(),
                            trace.root().frames());
        } else if (signal instanceof Signal.RuleFinding finding) {
            String which =
                    finding.identity().isEmpty() ? normalise(finding.message()) : "identity " + finding.identity();
            return hash("finding", finding.rule(), finding.file(), which);
        } else if (signal instanceof Signal.VulnerableDependency vulnerable) {
            return hash("dependency", vulnerable.dependency().toLowerCase(Locale.ROOT));
        } else if (signal instanceof Signal.SecretPushed secret) {
            return hash("secret", secret.kind(), secret.file());
        }
        throw new IllegalStateException("a signal without a fingerprint");
    }

    private static String redTests(Signal.RedTests red) {
        StackTrace trace = red.trace();
        boolean thrownByTheProject =
                trace != null && !trace.root().type().toLowerCase(Locale.ROOT).contains("assert");
        if (thrownByTheProject && trace != null && !own(trace.root().frames()).isEmpty()) {
            return exception(
                    trace.root().type(), trace.root().message(), trace.root().frames());
        }
        return hash(
                "tests",
                String.join(
                        ",",
                        red.tests().stream()
                                .map(Object::toString)
                                .sorted()
                                .distinct()
                                .toList()),
                red.tests().isEmpty() ? red.failureClass().name() + normalise(red.excerpt()) : "");
    }

    private static String exception(String type, String message, List<Frame> frames) {
        List<Frame> own = own(frames);
        if (own.isEmpty()) {
            return hash("exception", simple(type), normalise(message));
        }
        StringBuilder places = new StringBuilder();
        own.stream()
                .limit(FRAMES)
                .forEach(frame -> places.append(frame.className())
                        .append('#')
                        .append(frame.method())
                        .append(frame.className().isEmpty() ? frame.file() : "")
                        .append(';'));
        return hash("exception", simple(type), places.toString());
    }

    private static List<Frame> own(List<Frame> frames) {
        return frames.stream()
                .filter(frame -> LIBRARIES.stream().noneMatch(frame.className()::startsWith))
                .filter(frame -> !frame.className().endsWith("Test")
                        && !frame.className().endsWith("Tests"))
                .toList();
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** A message without what changes from one occurrence to the next. */
    static String normalise(String message) {
        String text = QUOTED.matcher(message).replaceAll("'…'");
        text = PATHS.matcher(text).replaceAll("/…");
        return NUMBERS.matcher(text).replaceAll("0").strip().toLowerCase(Locale.ROOT);
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    private static String hash(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
