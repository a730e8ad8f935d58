package dev.fettle.gate.secret;

import dev.fettle.base.SecretShapes;
import dev.fettle.workspace.Binary;
import dev.fettle.workspace.FileChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The secrets in a file that is no text: in what can be read of it, and of archives in their entries. What it held before is not this change's. */
final class OpaqueFiles {
    /** Secrets that are told of in one file. */
    private static final int MOST = 20;

    /**
     * Entries that are searched as any text of the repository is. The others are searched for what is unmistakable: libraries bring along programs, build files and
     * documents, and what those assign to a name is nobody's secret here.
     */
    private static final Pattern SETTINGS = Pattern.compile(
            "(?i)(?!.*META-INF/maven/).*(?:\\.(?:properties|ya?ml|toml|ini|conf|cfg|tfvars|tfstate|env)|(?:^|[/!])\\.(?:env[\\w.-]*|npmrc|pypirc|netrc|git-credentials)|(?:^|[/!])(?:credentials|secrets?)(?:\\.\\w+)?)");

    /** How a difference says of a file that it is no text. */
    private static final String BINARY = "\nBinary files ";

    private final SecretShapes shapes;
    private final Sightings sightings;

    OpaqueFiles(SecretShapes shapes, Sightings sightings) {
        this.shapes = shapes;
        this.sightings = sightings;
    }

    /**
     * Of one file.
     *
     * @param searched whether it is no text, and there was something to look into
     * @param seen secrets, at no line
     * @param unread a sentence on what was not looked into; empty where all was
     */
    record Looked(boolean searched, List<Sightings.Sighting> seen, Optional<String> unread) {
        static final Looked NOTHING = new Looked(false, List.of(), Optional.empty());
    }

    Looked in(FileChange file, Allowances allowances) {
        Binary after = file.binaryAfter();
        if (after == null) {
            boolean text = file.after() != null || !file.addedLines().isEmpty();
            return !text
                            && file.kind() != FileChange.Kind.DELETED
                            && file.unifiedDiff().contains(BINARY)
                    ? new Looked(false, List.of(), Optional.of("Not searched for secrets: it is too large."))
                    : Looked.NOTHING;
        }
        Binary before = file.binaryBefore();
        if (before != null && before.equals(after)) {
            return Looked.NOTHING; // it only moved
        }
        Insides insides = insides(after);
        Set<String> told = new HashSet<>();
        values(before, allowances, told);
        List<Sightings.Sighting> seen = new ArrayList<>();
        for (Insides.Part part : insides.parts()) {
            for (Sightings.Sighting one : in(file.path(), part, allowances)) {
                if (seen.size() < MOST && told.add(one.value())) {
                    seen.add(one);
                }
            }
        }
        Optional<String> unread = insides.unread().isEmpty()
                ? Optional.empty()
                : Optional.of("Not searched for secrets in full: " + String.join("; ", insides.unread()) + ".");
        return new Looked(true, seen, unread);
    }

    private void values(@Nullable Binary before, Allowances allowances, Set<String> values) {
        if (before != null) {
            for (Insides.Part part : insides(before).parts()) {
                in("", part, allowances).forEach(one -> values.add(one.value()));
            }
        }
    }

    private List<Sightings.Sighting> in(String path, Insides.Part part, Allowances allowances) {
        String where =
                part.name().isEmpty() ? ", in a file that is no text" : ", in its entry " + Insides.shown(part.name());
        List<Sightings.Sighting> seen = new ArrayList<>();
        Optional<String> text = SETTINGS.matcher(part.name()).matches() ? text(part.content()) : Optional.empty();
        if (text.isPresent()) {
            // Under the name of the archive, which is what an allow list can name.
            for (Sightings.Sighting one : sightings.in(FileChange.whole(path, text.get()), allowances)) {
                seen.add(new Sightings.Sighting(0, one.kind(), where + ":" + one.line() + one.how(), one.value()));
            }
            return seen;
        }
        String legible = Legible.in(part.content());
        for (SecretShapes.Found found : shapes.findUnmistakable(legible)) {
            String value = legible.substring(found.start(), found.end());
            if (!allowances.allow(FileChange.whole(path, ""), value, value)) {
                seen.add(new Sightings.Sighting(0, found.kind(), where, value));
            }
        }
        return seen;
    }

    private static Insides insides(Binary binary) {
        try {
            return Insides.of(binary.open());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static Optional<String> text(byte[] content) {
        for (byte b : content) {
            if (b == 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty(); // no text: that is the answer
        }
    }
}
