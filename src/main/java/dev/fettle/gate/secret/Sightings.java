package dev.fettle.gate.secret;

import dev.fettle.base.SecretShapes;
import dev.fettle.base.TokenChecksum;
import dev.fettle.gate.secret.Spelled.Reading;
import dev.fettle.workspace.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The secrets that touch the added lines of one file, in plain sight and in every disguise that is known; each line is told of once. */
final class Sightings {
    /** Characters; what is longer is data or a bundle, and is read in plain sight, put together from literals and line by line alone. */
    private static final int LONGEST = 1_000_000;

    private final SecretShapes shapes;

    Sightings(SecretShapes shapes) {
        this.shapes = shapes;
    }

    /**
     * One of them.
     *
     * @param how it is written, for the end of a sentence; "" for plainly
     * @param value never to be shown
     */
    record Sighting(int line, String kind, String how, String value) {
        String sentence() {
            return "Looks like a secret of the kind " + kind + how + ".";
        }

        @Override
        public String toString() {
            return line + " " + kind + how;
        }
    }

    List<Sighting> in(FileChange file, Allowances allowances) {
        String text = file.after();
        if (file.addedLines().isEmpty()) {
            return List.of();
        }
        if (text == null) {
            return inOtherLetters(file, allowances);
        }
        Search search = new Search(AddedText.of(file), allowances);
        for (SecretShapes.Found found : shapes.find(text)) {
            String value = text.substring(found.start(), found.end());
            String sum = TokenChecksum.holds(value).orElse(false) ? "; its checksum holds, so it was handed out" : "";
            search.report(found.start(), found.end(), value, found.kind(), sum);
        }
        joined(text, search);
        for (FileChange.Line line : file.addedLines()) {
            for (String decoded : Disguises.decoded(line.text())) {
                search.inLine(line.number(), decoded);
            }
        }
        if (text.length() <= LONGEST) {
            search.in(Spelled.in(text), ", spelled out in parts");
            search.in(Constants.in(text), ", put together from named parts");
            search.in(Disguises.wrapped(text), ", in another encoding");
        }
        return search.sightings;
    }

    /** A text that is not in UTF-8: its added lines are at hand, and no more of it. */
    private List<Sighting> inOtherLetters(FileChange file, Allowances allowances) {
        List<FileChange.Line> lines = file.addedLines();
        String text = lines.stream().map(FileChange.Line::text).collect(Collectors.joining("\n"));
        return in(FileChange.whole(file.path(), text), allowances).stream()
                .map(one -> new Sighting(lines.get(one.line() - 1).number(), one.kind(), one.how(), one.value()))
                .toList();
    }

    private void joined(String text, Search search) {
        Disguises.Joined joined = Disguises.joined(text);
        if (joined.text().length() == text.length()) {
            return;
        }
        for (SecretShapes.Found found : shapes.find(joined.text())) {
            String value = joined.text().substring(found.start(), found.end());
            search.report(
                    joined.start(found.start()),
                    joined.end(found.end()),
                    value,
                    found.kind(),
                    ", put together from parts");
        }
        for (Reading code : Disguises.codes(joined)) {
            search.in(List.of(code), ", in another encoding and put together from parts");
        }
    }

    private final class Search {
        private final AddedText added;
        private final Allowances allowances;
        private final List<Sighting> sightings = new ArrayList<>();

        Search(AddedText added, Allowances allowances) {
            this.added = added;
            this.allowances = allowances;
        }

        void in(List<Reading> readings, String how) {
            for (Reading reading : readings) {
                if (added.touched(reading.start(), reading.end()).isPresent()) {
                    for (SecretShapes.Found found : shapes.find(reading.text())) {
                        String value = reading.text().substring(found.start(), found.end());
                        report(reading.start(), reading.end(), value, found.kind(), how);
                    }
                }
            }
        }

        void inLine(int line, String decoded) {
            for (SecretShapes.Found found : shapes.find(decoded)) {
                String value = decoded.substring(found.start(), found.end());
                if (!allowances.allow(added.file(), added.line(line), value) && added.first(line)) {
                    sightings.add(new Sighting(line, found.kind(), ", in another encoding", value));
                }
            }
        }

        void report(int start, int end, String value, String kind, String how) {
            OptionalInt line = added.touched(start, end);
            if (line.isPresent()
                    && !allowances.allow(added.file(), added.line(line.getAsInt()), value)
                    && added.first(line.getAsInt())) {
                sightings.add(new Sighting(line.getAsInt(), kind, how, value));
            }
        }
    }
}
