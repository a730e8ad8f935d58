package dev.fettle.base;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Takes secrets and private data out of text by their look, and Fettle's own secrets by their value.
 *
 * <p>Evidence loses rather too much than too little; but exception classes, stack frames, versions, counters, timings and paths inside a
 * repository are what a repair needs, and stay. The same value gets the same placeholder within one text, or within those of {@link #together}; redacting twice changes nothing;
 * the time is linear in the length of the text. Thread-safe.
 */
public final class PatternRedactor implements Redactor {
    /** A replacement may bring two halves of something together, so it is done again until nothing is found; this often at most. */
    private static final int MOST_ROUNDS = 5;

    private final SecretShapes shapes;
    private final OwnSecrets own;
    private final AssignedValues assigned = AssignedValues.ofSecrets();
    private final PersonalFields fields = new PersonalFields();
    private final Numbers numbers = new Numbers();

    /**
     * @param shapes what secrets look like
     * @param own Fettle's secrets as they are now; asked at each call, so that a new key is known at once
     */
    public PatternRedactor(SecretShapes shapes, Supplier<? extends Collection<Secret>> own) {
        this.shapes = shapes;
        this.own = new OwnSecrets(own);
    }

    @Override
    public String redact(String text) {
        return redact(text, new Placeholders());
    }

    @Override
    public Redactor together() {
        Placeholders shared = new Placeholders();
        return text -> redact(text, shared);
    }

    private String redact(String text, Placeholders placeholders) {
        LiveSecrets live = own.live();
        String now = text;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String next = once(now, live, placeholders);
            if (next.equals(now)) {
                return now;
            }
            now = next;
        }
        return now;
    }

    private String once(String text, LiveSecrets live, Placeholders placeholders) {
        placeholders.seen(text);
        List<Span> spans = outsidePlaceholders(merged(found(text, live)), Placeholders.ranges(text), text);
        if (spans.isEmpty()) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        int from = 0;
        for (Span span : spans) {
            kept.append(text, from, span.start());
            kept.append(placeholders.of(span.kind(), text.substring(span.start(), span.end())));
            from = span.end();
        }
        return kept.append(text, from, text.length()).toString();
    }

    private List<Span> found(String text, LiveSecrets live) {
        List<Span> spans = new ArrayList<>();
        Sink sink = (kind, start, end) -> {
            if (start < end) {
                spans.add(new Span(kind, start, end));
            }
        };
        live.find(text, sink);
        for (SecretShapes.Found secret : shapes.findAll(text)) {
            sink.found("secret", secret.start(), secret.end());
        }
        assigned.find(text, value -> {
            if (value.isValue(text)) {
                sink.found("secret", value.start(), value.end());
            }
        });
        UrlParts.find(text, sink);
        PersonalData.find(text, sink);
        PersonalWords.find(text, sink);
        fields.find(text, sink);
        NationalIds.find(text, sink);
        SqlLiterals.find(text, sink);
        NetworkAddresses.find(text, sink);
        numbers.find(text, sink);
        PersonalNames.find(text, sink);
        PersonLabels.bundled().find(text, sink);
        PrintedPeople.find(text, sink);
        GivenNames.bundled().find(text, sink);
        LabelledNumbers.find(text, sink);
        PaperNumbers.bundled().find(text, sink);
        return spans;
    }

    /** Overlapping finds become one, under the name of the one that starts first, or is longer. */
    private static List<Span> merged(List<Span> spans) {
        spans.sort(Comparator.comparingInt(Span::start).thenComparing(Span::end, Comparator.reverseOrder()));
        List<Span> merged = new ArrayList<>(spans.size());
        for (Span span : spans) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || span.start() >= last.end()) {
                merged.add(span);
            } else if (span.end() > last.end()) {
                merged.set(merged.size() - 1, new Span(last.kind(), last.start(), span.end()));
            }
        }
        return merged;
    }

    /** Placeholders of an earlier redaction stay; of a find that spans one, what stands round it goes. */
    private static List<Span> outsidePlaceholders(List<Span> spans, List<int[]> placeholders, String text) {
        if (placeholders.isEmpty()) {
            return spans;
        }
        List<Span> outside = new ArrayList<>(spans.size());
        int next = 0;
        for (Span span : spans) {
            while (next < placeholders.size() && placeholders.get(next)[1] <= span.start()) {
                next++;
            }
            int from = span.start();
            for (int i = next; i < placeholders.size() && placeholders.get(i)[0] < span.end(); i++) {
                addIfTelling(span.kind(), from, placeholders.get(i)[0], text, outside);
                from = placeholders.get(i)[1];
            }
            addIfTelling(span.kind(), from, span.end(), text, outside);
        }
        return outside;
    }

    private static void addIfTelling(String kind, int from, int to, String text, List<Span> outside) {
        for (int i = from; i < to; i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                outside.add(new Span(kind, from, to));
                return;
            }
        }
    }

    private record Span(String kind, int start, int end) {}
}
