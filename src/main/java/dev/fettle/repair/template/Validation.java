package dev.fettle.repair.template;

import dev.fettle.repair.Progress;
import dev.fettle.repair.run.TestBench;
import dev.fettle.repair.run.VariantBatch;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.schema.CompiledBatch;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Compiles candidates batch by batch and has each judged; the next batch is compiled while one is judged. */
final class Validation {
    /** Small at first, so that the likeliest run soon; then as large as pays. */
    private static final int[] SIZES = {60, 150, 300};

    private final TestBench bench;
    private final Judge judge;
    private final Tally tally;
    private final Progress progress;
    private int nextBatch = 1;

    Validation(TestBench bench, Judge judge, Tally tally, Progress progress) {
        this.bench = bench;
        this.judge = judge;
        this.tally = tally;
        this.progress = progress;
    }

    /** Tries drafts in the order given until there is enough. */
    void validate(List<Draft> drafts, Function<Draft, Workshop> workshops) {
        validate(drafts, workshops, useful -> List.of());
    }

    /**
     * The same.
     *
     * @param alike what is tried soon after a draft that mends a wanted test
     */
    void validate(List<Draft> drafts, Function<Draft, Workshop> workshops, Function<Draft, List<Draft>> alike) {
        ExecutorService ahead = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "compiling candidates");
            thread.setDaemon(true);
            return thread;
        });
        try {
            int from = 0;
            int turn = 0;
            List<Draft> chunk = chunk(drafts, from, turn);
            Future<List<CompiledBatch>> compiling = submit(ahead, chunk, workshops);
            while (!chunk.isEmpty() && !tally.enough()) {
                List<CompiledBatch> batches = await(compiling);
                from += chunk.size();
                turn++;
                List<Draft> next = chunk(drafts, from, turn);
                compiling = submit(ahead, next, workshops);
                List<Draft> more = run(chunk, batches).stream()
                        .flatMap(useful -> alike.apply(useful).stream())
                        .toList();
                if (!more.isEmpty() && !tally.enough()) {
                    run(more, compile(more, workshops));
                }
                if (turn % 4 == 0) {
                    progress.note(tally.summary());
                }
                chunk = next;
            }
        } finally {
            // Not interrupted: that would tear the talk with the workshop, which is asked again soon.
            ahead.shutdown();
        }
    }

    private static List<Draft> chunk(List<Draft> drafts, int from, int turn) {
        int size = SIZES[Math.min(turn, SIZES.length - 1)];
        return drafts.subList(Math.min(from, drafts.size()), Math.min(from + size, drafts.size()));
    }

    private static Future<List<CompiledBatch>> submit(
            ExecutorService ahead, List<Draft> chunk, Function<Draft, Workshop> workshops) {
        return ahead.submit(() -> compile(chunk, workshops));
    }

    private static List<CompiledBatch> compile(List<Draft> chunk, Function<Draft, Workshop> workshops) {
        Map<Workshop, List<Draft>> byWorkshop = new LinkedHashMap<>();
        for (Draft draft : chunk) {
            byWorkshop
                    .computeIfAbsent(workshops.apply(draft), key -> new ArrayList<>())
                    .add(draft);
        }
        List<CompiledBatch> batches = new ArrayList<>();
        byWorkshop.forEach((workshop, own) -> batches.addAll(workshop.compile(own)));
        return batches;
    }

    private static List<CompiledBatch> await(Future<List<CompiledBatch>> compiling) {
        try {
            return compiling.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WorkshopException broken) {
                throw broken;
            }
            throw new WorkshopException("candidates could not be compiled", e);
        }
    }

    /** Judges drafts; those that mend a wanted test are the answer. */
    private List<Draft> run(List<Draft> chunk, List<CompiledBatch> batches) {
        List<Draft> useful = new ArrayList<>();
        Map<Integer, CompiledBatch> batchOf = new LinkedHashMap<>();
        Map<CompiledBatch, Integer> ids = new IdentityHashMap<>();
        for (CompiledBatch batch : batches) {
            tally.compiled(batch);
            batch.variants().forEach(id -> batchOf.put(id, batch));
        }
        chunk.forEach(draft -> tally.account().compiled(draft, batchOf.containsKey(draft.id())));
        for (Draft draft : chunk) {
            CompiledBatch batch = batchOf.get(draft.id());
            if (batch == null) {
                continue;
            }
            if (tally.enough()) {
                break;
            }
            Integer id = ids.get(batch);
            if (id == null) {
                id = nextBatch++;
                ids.put(batch, id);
                bench.load(new VariantBatch(id, batch.classes()));
            }
            Judge.Verdict verdict = judge.judge(id, draft, batch.alone().contains(draft.id()));
            tally.tried(draft, verdict);
            tally.account().tried(draft, verdict, judge.wanted());
            if (!verdict.mended().isEmpty()) {
                useful.add(draft);
            }
        }
        ids.values().forEach(bench::unload);
        return useful;
    }
}
