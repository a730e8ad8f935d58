package dev.fettle.repair.template;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.schema.CompiledBatch;
import dev.fettle.repair.template.source.CompilerSettings;
import dev.fettle.repair.template.source.Crash;
import dev.fettle.repair.template.source.Hints;
import dev.fettle.repair.template.source.TextDifference;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How values travel between the host and the workshop's process: binary, with every length checked before it is believed. */
final class WorkshopWire {
    static final byte OPEN = 1;
    static final byte GENERATE = 2;
    static final byte COMPILE = 3;
    static final byte SURVEY = 4;
    static final byte PERTURB = 5;
    static final byte DONE = 10;
    static final byte BROKEN = 11;

    private static final int MOST_ITEMS = 2_000_000;
    private static final int MOST_BYTES = 64 << 20;

    private WorkshopWire() {}

    private interface Writer<T> {
        void write(DataOutputStream out, T value) throws IOException;
    }

    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("a length that cannot be: " + length);
        }
        return in.readNBytes(length);
    }

    static int readCount(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_ITEMS) {
            throw new IOException("a count that cannot be: " + count);
        }
        return count;
    }

    private static <T> void writeAll(DataOutputStream out, java.util.Collection<T> values, Writer<T> each)
            throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            each.write(out, value);
        }
    }

    private static <T> List<T> readAll(DataInputStream in, Reader<T> each) throws IOException {
        int count = readCount(in);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(each.read(in));
        }
        return values;
    }

    static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
        writeAll(out, texts, WorkshopWire::writeText);
    }

    static List<String> readTexts(DataInputStream in) throws IOException {
        return readAll(in, WorkshopWire::readText);
    }

    static void writeHints(DataOutputStream out, Hints hints) throws IOException {
        writeTexts(out, hints.expectedExceptions());
        writeTexts(out, hints.thrown());
        writeAll(
                out,
                hints.texts(),
                (to, text) -> writeTexts(to, List.of(text.before(), text.met(), text.wanted(), text.after())));
        writeTexts(out, hints.words());
        writeAll(out, hints.crashes(), (to, crash) -> {
            writeText(to, crash.path());
            to.writeInt(crash.line());
            writeText(to, crash.kind().name());
            writeText(to, crash.subject());
        });
    }

    static Hints readHints(DataInputStream in) throws IOException {
        List<String> expected = readTexts(in);
        List<String> thrown = readTexts(in);
        List<TextDifference> texts = readAll(in, from -> {
            List<String> four = readTexts(from);
            if (four.size() != 4) {
                throw new IOException("a difference has four parts");
            }
            return new TextDifference(four.get(0), four.get(1), four.get(2), four.get(3));
        });
        List<String> words = readTexts(in);
        List<Crash> crashes = readAll(
                in,
                from -> new Crash(readText(from), from.readInt(), Crash.Kind.valueOf(readText(from)), readText(from)));
        return new Hints(expected, thrown, texts, words, crashes);
    }

    static void writeSources(DataOutputStream out, Map<String, String> texts) throws IOException {
        writeAll(out, texts.entrySet(), (to, entry) -> {
            writeText(to, entry.getKey());
            writeText(to, entry.getValue());
        });
    }

    static Map<String, String> readSources(DataInputStream in) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        int count = readCount(in);
        for (int i = 0; i < count; i++) {
            String path = readText(in);
            texts.put(path, readText(in));
        }
        return texts;
    }

    static void writeSettings(DataOutputStream out, CompilerSettings settings) throws IOException {
        writeTexts(out, settings.classPath());
        out.writeInt(settings.release());
        out.writeBoolean(settings.strictRelease());
    }

    static CompilerSettings readSettings(DataInputStream in) throws IOException {
        return new CompilerSettings(readTexts(in), in.readInt(), in.readBoolean());
    }

    static void writeSuspicion(DataOutputStream out, Map<String, Map<Integer, Double>> suspicion) throws IOException {
        writeAll(out, suspicion.entrySet(), (to, file) -> {
            writeText(to, file.getKey());
            writeAll(to, file.getValue().entrySet(), (deep, line) -> {
                deep.writeInt(line.getKey());
                deep.writeDouble(line.getValue());
            });
        });
    }

    static Map<String, Map<Integer, Double>> readSuspicion(DataInputStream in) throws IOException {
        Map<String, Map<Integer, Double>> suspicion = new LinkedHashMap<>();
        int files = readCount(in);
        for (int i = 0; i < files; i++) {
            String path = readText(in);
            Map<Integer, Double> lines = new TreeMap<>();
            int count = readCount(in);
            for (int j = 0; j < count; j++) {
                lines.put(in.readInt(), in.readDouble());
            }
            suspicion.put(path, lines);
        }
        return suspicion;
    }

    static void writeDrafts(DataOutputStream out, List<Draft> drafts) throws IOException {
        writeAll(out, drafts, WorkshopWire::writeDraft);
    }

    static List<Draft> readDrafts(DataInputStream in) throws IOException {
        return readAll(in, WorkshopWire::readDraft);
    }

    static void writeGenerated(DataOutputStream out, Generated generated) throws IOException {
        writeDrafts(out, generated.drafts());
        writeTexts(out, generated.failures());
    }

    static Generated readGenerated(DataInputStream in) throws IOException {
        return new Generated(readDrafts(in), readTexts(in));
    }

    private static void writeDraft(DataOutputStream out, Draft draft) throws IOException {
        out.writeInt(draft.id());
        writeText(out, draft.rule());
        writeAll(out, draft.edits(), (to, edit) -> {
            writeText(to, edit.path());
            to.writeInt(edit.start());
            to.writeInt(edit.end());
            writeText(to, edit.replacement());
        });
        out.writeInt(draft.line());
        out.writeDouble(draft.prior());
        out.writeDouble(draft.nearness());
        out.writeDouble(draft.suspiciousness());
        writeText(out, draft.summary());
        out.writeInt(
                draft.traits().stream().mapToInt(trait -> 1 << trait.ordinal()).sum());
    }

    private static Draft readDraft(DataInputStream in) throws IOException {
        return new Draft(
                in.readInt(),
                readText(in),
                readAll(in, from -> new Edit(readText(from), from.readInt(), from.readInt(), readText(from))),
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                readText(in),
                traits(in.readInt()));
    }

    private static Set<Trait> traits(int bits) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        for (Trait trait : Trait.values()) {
            if ((bits & 1 << trait.ordinal()) != 0) {
                traits.add(trait);
            }
        }
        return traits;
    }

    static void writeBatches(DataOutputStream out, List<CompiledBatch> batches) throws IOException {
        writeAll(out, batches, (to, batch) -> {
            writeAll(to, batch.classes().entrySet(), (deep, entry) -> {
                writeText(deep, entry.getKey());
                deep.writeInt(entry.getValue().length);
                deep.write(entry.getValue());
            });
            writeAll(to, batch.variants(), DataOutputStream::writeInt);
            writeAll(to, batch.alone(), DataOutputStream::writeInt);
            writeAll(to, batch.rejected().entrySet(), (deep, entry) -> {
                deep.writeInt(entry.getKey());
                writeText(deep, entry.getValue());
            });
        });
    }

    static List<CompiledBatch> readBatches(DataInputStream in) throws IOException {
        return readAll(in, from -> {
            Map<String, byte[]> classes = new TreeMap<>();
            int count = readCount(from);
            for (int i = 0; i < count; i++) {
                String name = readText(from);
                classes.put(name, readBytes(from));
            }
            List<Integer> variants = readAll(from, DataInputStream::readInt);
            Set<Integer> alone = new HashSet<>(readAll(from, DataInputStream::readInt));
            Map<Integer, String> rejected = new TreeMap<>();
            int bad = readCount(from);
            for (int i = 0; i < bad; i++) {
                rejected.put(from.readInt(), readText(from));
            }
            return new CompiledBatch(classes, variants, alone, rejected);
        });
    }
}
