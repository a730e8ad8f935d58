package dev.fettle.repair.template;

import dev.fettle.repair.template.source.Hints;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** The workshop's process inside the sandbox: javac sees foreign sources here and nowhere else. Speaks {@link WorkshopWire} over its pipes. */
public final class AnalysisMain {
    /** javac recurses with the nesting of its input. */
    private static final long STACK = 256L << 20;

    private AnalysisMain() {}

    /** Answers requests until its input ends. */
    public static void main(String[] arguments) throws InterruptedException {
        Thread worker = new Thread(null, AnalysisMain::serve, "workshop", STACK);
        worker.start();
        worker.join();
    }

    private static void serve() {
        try (LocalWorkshop workshop = new LocalWorkshop();
                DataInputStream in =
                        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16));
                DataOutputStream out = new DataOutputStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16))) {
            while (true) {
                answer(workshop, in, out);
                out.flush();
            }
        } catch (EOFException end) {
            // The host is done.
        } catch (IOException torn) {
            throw new java.io.UncheckedIOException("the host is gone", torn);
        }
    }

    static void answer(Workshop workshop, DataInputStream in, DataOutputStream out) throws IOException {
        byte request = in.readByte();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream reply = new DataOutputStream(bytes);
        switch (request) {
            case WorkshopWire.OPEN -> {
                var settings = WorkshopWire.readSettings(in);
                var sources = WorkshopWire.readSources(in);
                attempt(out, bytes, () -> WorkshopWire.writeTexts(reply, workshop.open(settings, sources)));
            }
            case WorkshopWire.GENERATE -> {
                var suspicion = WorkshopWire.readSuspicion(in);
                Hints hints = WorkshopWire.readHints(in);
                int firstId = in.readInt();
                int most = in.readInt();
                attempt(
                        out,
                        bytes,
                        () -> WorkshopWire.writeGenerated(reply, workshop.generate(suspicion, hints, firstId, most)));
            }
            case WorkshopWire.COMPILE -> {
                var drafts = WorkshopWire.readDrafts(in);
                attempt(out, bytes, () -> WorkshopWire.writeBatches(reply, workshop.compile(drafts)));
            }
            case WorkshopWire.SURVEY -> {
                var drafts = WorkshopWire.readDrafts(in);
                int firstId = in.readInt();
                attempt(out, bytes, () -> SurveyWire.write(reply, workshop.survey(drafts, firstId)));
            }
            case WorkshopWire.PERTURB -> {
                var drafts = WorkshopWire.readDrafts(in);
                int firstId = in.readInt();
                attempt(out, bytes, () -> WorkshopWire.writeDrafts(reply, workshop.perturbed(drafts.get(0), firstId)));
            }
            default -> throw new IOException("no such request: " + request);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** What goes wrong with foreign sources is told; the next request may go well. */
    private static void attempt(DataOutputStream out, ByteArrayOutputStream bytes, Work work) throws IOException {
        try {
            work.run();
            out.writeByte(WorkshopWire.DONE);
            bytes.writeTo(out);
        } catch (RuntimeException | StackOverflowError | AssertionError broken) {
            StringWriter trace = new StringWriter();
            broken.printStackTrace(new PrintWriter(trace));
            out.writeByte(WorkshopWire.BROKEN);
            WorkshopWire.writeText(out, trace.toString());
        }
    }
}
