package dev.fettle.repair;

import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestOutcome.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Red tests that may be red only because of where they are run: what the sandbox has not, told to whoever wonders why no line is at fault. */
public final class OutsideWorld {
    private static final int MOST_TOLD = 3;
    private static final Set<String> NETWORK = Set.of(
            "java.net.UnknownHostException",
            "java.net.ConnectException",
            "java.net.NoRouteToHostException",
            "java.net.SocketException",
            "java.nio.channels.UnresolvedAddressException",
            "java.net.http.HttpConnectTimeoutException");
    private static final Set<String> FILES =
            Set.of("java.nio.file.NoSuchFileException", "java.io.FileNotFoundException");

    private OutsideWorld() {}

    /** A sentence for each of the first few. */
    public static List<String> missing(List<TestOutcome> red) {
        List<String> told = new ArrayList<>();
        for (TestOutcome test : red) {
            if (told.size() < MOST_TOLD) {
                missing(test).ifPresent(what -> told.add(test.id() + " " + what));
            }
        }
        return told;
    }

    private static Optional<String> missing(TestOutcome test) {
        Failure failure = test.failure();
        if (failure == null) {
            return Optional.empty();
        }
        if (threw(failure, NETWORK)) {
            return Optional.of("asks for the network, and nothing in the sandbox has one.");
        }
        if (threw(failure, FILES) && failure.message().startsWith("/")) {
            return Optional.of("reads a file from outside of the repository, which nothing in the sandbox can.");
        }
        return Optional.empty();
    }

    private static boolean threw(Failure failure, Set<String> types) {
        return types.contains(failure.type())
                || types.stream().anyMatch(type -> failure.stackTrace().contains("Caused by: " + type));
    }
}
