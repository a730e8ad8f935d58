package dev.fettle.probe.crash;

import dev.fettle.probe.Rig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.ClassNode;

/** Looks for a call that throws what is wanted, through each entry of the trace. The same seed looks at the same calls. */
final class Search {
    private static final int TRIES_OF_A_ROUND = 1_500;
    private static final int MINIMISING = 3_000;
    /** Once one is found, those further out get so much more: a call through them says more. */
    private static final int MORE_ROUNDS = 4;

    private static final long MORE_NANOS = 6_000_000_000L;
    private static final int MOST_TESTS = 400;
    private static final int MOST_NEAR_TESTS = 60;

    private final Rig rig;
    private final CrashRequest request;
    private final PastJdk jdk;
    private final Random random;
    private final Dictionary dictionary = new Dictionary();
    private final Map<String, Makers> makers = new HashMap<>();
    private final Codebase codebase;
    private final Wanted wanted;
    private final Guide guide;
    private final Runs runs;
    private final Harvest harvest;
    private final List<Hunt> hunts = new ArrayList<>();

    /** When to stop. */
    static final class Clock {
        private final long end;

        Clock(long end) {
            this.end = end;
        }

        /** The same, or so long from now if that is sooner. */
        Clock atMost(long nanos) {
            long sooner = System.nanoTime() + nanos;
            return sooner - end < 0 ? new Clock(sooner) : this;
        }

        boolean over() {
            return System.nanoTime() - end > 0;
        }
    }

    Search(Rig rig, CrashRequest request) throws IOException {
        this.rig = rig;
        this.request = request;
        this.jdk = PastJdk.of(request.release);
        random = new Random(request.seed);
        codebase = new Codebase(rig);
        wanted = new Wanted(request.type, request.called, request.frames, codebase);
        guide = new Guide(rig, wanted);
        runs = new Runs(rig, wanted, guide);
        harvest = new Harvest(runs.world(), codebase);
    }

    /** Looks until one is found through the outermost entry or the time is up. */
    CrashReport run() {
        Clock clock = new Clock(System.nanoTime() + request.nanos);
        if (wanted.frames.isEmpty()) {
            return new CrashReport("no frame of the trace is of this project's classes");
        }
        learn();
        for (Entries.Entry entry : new Entries(codebase, wanted, runs.world()).all()) {
            hunts.add(hunt(entry));
        }
        CrashReport report = new CrashReport("");
        if (hunts.isEmpty()) {
            report.closest = "no method on the trace can be called from a test";
        }
        hunt(clock);
        for (Hunt hunt : hunts) {
            report(hunt, hunt.found(), Wanted.Grade.EXACT, report);
        }
        if (report.found.isEmpty()) {
            for (Hunt hunt : hunts) {
                report(hunt, hunt.almost(), Wanted.Grade.FRAME, report);
            }
        }
        finish(report);
        return report;
    }

    private void finish(CrashReport report) {
        int nearest = Integer.MAX_VALUE;
        for (Hunt hunt : hunts) {
            nearest = Math.min(nearest, hunt.nearest());
            report.entries.add(hunt.entry.subject + "." + hunt.entry.name);
        }
        if (report.closest.isEmpty() && nearest != Integer.MAX_VALUE) {
            report.closest = guide.describe(nearest);
        }
        report.tries = runs.tries();
    }

    private void learn() {
        dictionary.message(request.message);
        Set<String> near = new LinkedHashSet<>();
        for (Wanted.Frame frame : wanted.frames) {
            near.add(frame.className);
        }
        for (String name : near) {
            ClassNode node = codebase.node(name);
            if (node != null) {
                dictionary.code(node, true);
            }
        }
        List<String> others = new ArrayList<>();
        int close = 0;
        for (String test : rig.testClasses()) {
            byte[] file = rig.classFile(test);
            if (file != null && close < MOST_NEAR_TESTS && mentions(file, near)) {
                close++;
                learn(test, true);
            } else {
                others.add(test);
            }
        }
        for (String test : others.subList(0, Math.min(MOST_TESTS, others.size()))) {
            learn(test, false);
        }
        dictionary.close();
    }

    private void learn(String test, boolean near) {
        ClassNode node = codebase.node(test);
        if (node != null) {
            dictionary.code(node, near);
            harvest.read(node);
        }
    }

    private static boolean mentions(byte[] file, Set<String> names) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        for (String name : names) {
            if (text.contains(name.replace('.', '/'))) {
                return true;
            }
        }
        return false;
    }

    private Hunt hunt(Entries.Entry entry) {
        String pack = Names.packageOf(entry.member.subject);
        Access access = new Access(pack, jdk);
        Makers here =
                makers.computeIfAbsent(pack, unknown -> new Makers(codebase, runs.world(), access, harvest.uses()));
        List<String> names = new ArrayList<>();
        for (Wanted.Frame frame : wanted.frames) {
            names.add(frame.className);
        }
        Generator generator = new Generator(
                runs.world(),
                access,
                here,
                dictionary,
                harvest,
                random,
                names,
                wanted.type.endsWith("StackOverflowError"));
        return new Hunt(
                entry.member,
                entry.frame,
                access,
                runs,
                generator,
                new FewValues(generator, dictionary, random),
                new Mutator(generator, dictionary, random),
                harvest,
                random);
    }

    private void hunt(Clock all) {
        Clock clock = all;
        boolean anyFound = false;
        for (int round = 0; round <= MORE_ROUNDS && !runs.exhausted(); round += anyFound ? 1 : 0) {
            boolean open = false;
            for (Hunt hunt : hunts) {
                if (solved(hunt) || clock.over()) {
                    continue;
                }
                open = true;
                if (hunt.begun()) {
                    hunt.more(TRIES_OF_A_ROUND, clock);
                } else {
                    hunt.first(clock);
                }
                if (!anyFound && hunt.found() != null) {
                    anyFound = true;
                    clock = all.atMost(MORE_NANOS);
                }
            }
            if (!open) {
                return;
            }
        }
    }

    /** Whether it, or another for a frame at least as far out, has found something. */
    private boolean solved(Hunt hunt) {
        for (Hunt other : hunts) {
            if (other.found() != null && other.frame >= hunt.frame) {
                return true;
            }
        }
        return false;
    }

    private void report(Hunt hunt, @Nullable Expr found, Wanted.Grade least, CrashReport report) {
        if (found == null) {
            return;
        }
        String pack = hunt.access.pack;
        Recheck recheck = new Recheck(rig, wanted, request.release);
        Predicate<Expr> shows = expr -> Reach.reaches(expr, hunt.access, runs.world())
                && runs.run(expr, hunt.frame).grade.compareTo(least) >= 0;
        Expr small = minimised(hunt, found, shows);
        if (small != found && runs.again(small).compareTo(least) < 0) {
            small = found;
        }
        Recheck.Written written = recheck.write(small, runs.world(), pack, least);
        if (written == null && small != found && recheck.write(found, runs.world(), pack, least) != null) {
            // Something that makes it small is not to be had in the project's own Java: each step is compiled then.
            small = minimised(
                    hunt, found, expr -> shows.test(expr) && recheck.write(expr, runs.world(), pack, least) != null);
            written = recheck.write(small, runs.world(), pack, least);
        }
        if (written != null && small instanceof Call) {
            Member member = ((Call) small).member;
            int frame = frameOf(member, hunt.frame);
            String className = codebase.isProduction(member.owner)
                    ? member.owner
                    : frame < wanted.frames.size() ? wanted.frames.get(frame).className : member.subject;
            report.found.add(new CrashReport.Found(
                    className, (Call) small, frame, written, least == Wanted.Grade.EXACT, kinds(small)));
        } else {
            SourceText text = new SourceText(runs.world(), pack, new SourceText.Style(true, true, true));
            String call = text.write(small);
            report.unwritten = String.join(" ", text.statements()) + " " + call;
        }
    }

    private Expr minimised(Hunt hunt, Expr found, Predicate<Expr> shows) {
        Makers here = makers.get(hunt.access.pack);
        return here == null ? found : new Minimiser(hunt.few, here, shows, MINIMISING).minimise(found);
    }

    /** The outermost frame that a member is; another where it is none. */
    private int frameOf(Member member, int other) {
        for (int i = wanted.frames.size() - 1; i >= 0; i--) {
            Wanted.Frame frame = wanted.frames.get(i);
            if (frame.className.equals(member.owner) && frame.method.equals(member.name)) {
                return i;
            }
        }
        return other;
    }

    /** What each argument is, in words that documentation uses too. */
    private List<String> kinds(Expr expr) {
        List<String> kinds = new ArrayList<>();
        if (expr instanceof Call) {
            World world = runs.world();
            for (Expr argument : ((Call) expr).arguments()) {
                String[] kind = {"other"};
                rig.call(world.loader, () -> kind[0] = Kinds.of(world.evaluate(argument)), 1_000_000, 1_000_000_000L);
                kinds.add(kind[0]);
            }
        }
        return kinds;
    }
}
