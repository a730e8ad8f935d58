package dev.fettle.repair.template;

import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.schema.CompiledBatch;
import dev.fettle.repair.template.schema.Survey;
import dev.fettle.repair.template.source.CompilerSettings;
import dev.fettle.repair.template.source.Hints;
import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.LiveProcess;
import dev.fettle.sandbox.Sandbox;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A workshop in a process of its own inside a sandbox. One request at a time. */
final class RemoteWorkshop implements Workshop {
    private static final String JAR = ".fettle/workshop.jar";
    private static final Duration LIFE = Duration.ofHours(4);
    private static final long HEAP_MEGABYTES = 900;
    private static final long BESIDE_HEAP = 600L << 20;

    private final LiveProcess process;
    private final DataInputStream in;
    private final DataOutputStream out;

    private RemoteWorkshop(LiveProcess process) {
        this.process = process;
        this.in = new DataInputStream(new BufferedInputStream(process.stdout(), 1 << 16));
        this.out = new DataOutputStream(new BufferedOutputStream(process.stdin(), 1 << 16));
    }

    /**
     * Starts it.
     *
     * @param javaHome whose compiler is used
     * @param readOnly what its class path needs to see
     */
    static RemoteWorkshop start(Sandbox sandbox, Path javaHome, List<Path> readOnly) {
        sandbox.write(JAR, WorkshopJar.bytes());
        List<Path> visible = new ArrayList<>(readOnly);
        visible.add(javaHome);
        List<String> argv = List.of(
                javaHome.resolve("bin/java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-cp",
                sandbox.directory().resolve(JAR).toString(),
                AnalysisMain.class.getName());
        Limits limits = new Limits(LIFE, LIFE, (HEAP_MEGABYTES << 20) + BESIDE_HEAP, 256, 64 << 10);
        return new RemoteWorkshop(sandbox.start(new Command(argv, Map.of("LANG", "C.UTF-8"), "", visible), limits));
    }

    @Override
    public List<String> open(CompilerSettings settings, Map<String, String> texts) {
        return ask(
                to -> {
                    to.writeByte(WorkshopWire.OPEN);
                    WorkshopWire.writeSettings(to, settings);
                    WorkshopWire.writeSources(to, texts);
                },
                WorkshopWire::readTexts);
    }

    @Override
    public Generated generate(Map<String, Map<Integer, Double>> suspicion, Hints hints, int firstId, int most) {
        return ask(
                to -> {
                    to.writeByte(WorkshopWire.GENERATE);
                    WorkshopWire.writeSuspicion(to, suspicion);
                    WorkshopWire.writeHints(to, hints);
                    to.writeInt(firstId);
                    to.writeInt(most);
                },
                WorkshopWire::readGenerated);
    }

    @Override
    public List<CompiledBatch> compile(List<Draft> drafts) {
        return ask(
                to -> {
                    to.writeByte(WorkshopWire.COMPILE);
                    WorkshopWire.writeDrafts(to, drafts);
                },
                WorkshopWire::readBatches);
    }

    @Override
    public Survey survey(List<Draft> drafts, int firstId) {
        return ask(
                to -> {
                    to.writeByte(WorkshopWire.SURVEY);
                    WorkshopWire.writeDrafts(to, drafts);
                    to.writeInt(firstId);
                },
                SurveyWire::read);
    }

    @Override
    public List<Draft> perturbed(Draft draft, int firstId) {
        return ask(
                to -> {
                    to.writeByte(WorkshopWire.PERTURB);
                    WorkshopWire.writeDrafts(to, List.of(draft));
                    to.writeInt(firstId);
                },
                WorkshopWire::readDrafts);
    }

    private interface Question {
        void write(DataOutputStream to) throws IOException;
    }

    private interface Answer<T> {
        T read(DataInputStream from) throws IOException;
    }

    private synchronized <T> T ask(Question question, Answer<T> answer) {
        try {
            question.write(out);
            out.flush();
            byte end = in.readByte();
            if (end == WorkshopWire.DONE) {
                return answer.read(in);
            }
            throw new WorkshopException("the analysis failed: " + WorkshopWire.readText(in));
        } catch (IOException torn) {
            throw new WorkshopException("the analysis ended: " + process.stderrTail(), torn);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
