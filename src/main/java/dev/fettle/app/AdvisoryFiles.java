package dev.fettle.app;

import dev.fettle.improve.scan.VulnerableDependencies.Known;
import dev.fettle.improve.scan.VulnerableDependencies.KnownAdvisories;
import dev.fettle.intake.analysis.OsvReader;
import dev.fettle.intake.analysis.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Advisories in a file or folder of this machine. Those that the operator keeps are read anew each time, since a server outlives them. */
final class AdvisoryFiles implements KnownAdvisories {
    private static final String MAVEN = "Maven";

    private final Path place;
    private final @Nullable Known handedIn;

    private AdvisoryFiles(Path place, @Nullable Known handedIn) {
        this.place = place;
        this.handedIn = handedIn;
    }

    /** Those that the operator keeps; there may be none. */
    static AdvisoryFiles of(Home home) {
        return new AdvisoryFiles(home.advisories(), null);
    }

    /**
     * Those that a person names.
     *
     * @throws UnreadableException when they cannot be read
     */
    static AdvisoryFiles named(Path place) throws UnreadableException {
        return new AdvisoryFiles(place, known(place));
    }

    @Override
    public Known read() {
        if (handedIn != null) {
            return handedIn;
        }
        try {
            return known(place);
        } catch (UnreadableException e) {
            return new Known(List.of(), List.of(place + ": " + e.getMessage()));
        }
    }

    private static Known known(Path place) throws UnreadableException {
        OsvReader.Advisories read = OsvReader.read(place, MAVEN);
        return new Known(read.all(), read.unread());
    }

    /** How many files and when the newest was written: enough to tell that somebody brought new ones. */
    @Override
    public String edition() {
        if (!Files.exists(place)) {
            return "";
        }
        try (Stream<Path> all = Files.walk(place)) {
            long[] sum = new long[2];
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                sum[0]++;
                sum[1] = Math.max(sum[1], Files.getLastModifiedTime(path).toMillis());
            }
            return sum[0] == 0 ? "" : sum[0] + "@" + sum[1];
        } catch (IOException | UncheckedIOException e) {
            return "unreadable"; // reading them says why
        }
    }

    @Override
    public boolean handedIn() {
        return handedIn != null;
    }
}
