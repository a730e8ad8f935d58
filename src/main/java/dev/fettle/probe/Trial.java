package dev.fettle.probe;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * One run of a test in which the original program comes to the entries of the watched methods. Where a call can leave no trace, all
 * variants are called there and then on all inputs, and the test goes on; the other entries are noted, each call there takes a run of its
 * own.
 */
final class Trial implements Experiment.Listener {
    /** Of each method, the first so many entries. */
    private static final int ENTRIES = 4;
    /** … and so many more, where a variant answers the test's own call otherwise: among many calls those are what the test is about. */
    private static final int TELLING = 2;
    /** Among so many entries those are looked for. */
    private static final int SOUGHT = 500;

    /** A method that is entered so often leaves little hope for those that were not. */
    private static final int LONG_AGO = 2_000;
    /** Ticks of all calls of one run. */
    private static final long ALL_TICKS = 100_000_000;

    private final ProbeRequest request;
    private final int watched;
    private final Set<String> leavesTraces;
    private final @Nullable Spot target;
    private final int variant;
    private final Map<String, Integer> entries = new HashMap<>();
    private final Map<String, Integer> telling = new HashMap<>();
    private final Set<String> full = new HashSet<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<Spot> spots = new ArrayList<>();
    private volatile boolean over;
    private boolean torn;
    private long ticks;
    private @Nullable Seen seen;

    /** An entry at which calls leave traces, one input there, and how many there are. */
    static final class Spot {
        final String method;
        final int entry;
        final int change;
        final List<String> calls;

        Spot(String method, int entry, int change, List<String> calls) {
            this.method = method;
            this.entry = entry;
            this.change = change;
            this.calls = calls;
        }

        Spot at(int other) {
            return new Spot(method, entry, other, calls);
        }

        String call() {
            return calls.get(change);
        }
    }

    private Trial(ProbeRequest request, int watched, Set<String> leavesTraces, @Nullable Spot target, int variant) {
        this.request = request;
        this.watched = watched;
        this.leavesTraces = leavesTraces;
        this.target = target;
        this.variant = variant;
    }

    /**
     * Looks at all entries.
     *
     * @param watched how many methods there are
     * @param leavesTraces entries at which a call was seen to leave something behind in static fields; more may be added
     */
    static Trial all(ProbeRequest request, int watched, Set<String> leavesTraces) {
        return new Trial(request, watched, leavesTraces, null, 0);
    }

    /** One call. */
    static Trial one(ProbeRequest request, Spot target, int variant) {
        return new Trial(request, 1, Collections.emptySet(), target, variant);
    }

    @Override
    public void entered(
            @Nullable Object receiver, @Nullable Object[] arguments, Class<?> owner, String name, String type) {
        if (over) {
            return;
        }
        String method = owner.getName() + '.' + name + type;
        int entry = entries.merge(method, 1, Integer::sum) - 1;
        Spot wanted = target;
        if (wanted != null && !(method.equals(wanted.method) && entry == wanted.entry)) {
            return;
        }
        try {
            if (wanted != null) {
                call(wanted, find(owner, name, type), receiver, arguments);
            } else if (entry < ENTRIES) {
                explore(method, entry, find(owner, name, type), receiver, arguments);
            } else if (!full.contains(method) && tells(method, entry, find(owner, name, type), receiver, arguments)) {
                telling.merge(method, 1, Integer::sum);
                explore(method, entry, find(owner, name, type), receiver, arguments);
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | BudgetExhausted unfit) {
            Switch.set(0, 0); // the project's own code failed at making or showing an input: nothing is seen here
        }
        if (wanted != null) {
            end();
        }
        if (entry >= SOUGHT || telling.getOrDefault(method, 0) >= TELLING) {
            full.add(method);
        }
        if (full.size() >= watched || entry > LONG_AGO || ticks > ALL_TICKS || torn) {
            end();
        }
    }

    /** What still runs of the project, such as what cleans up, dies at its first step. */
    private void end() {
        over = true;
        Budget.poison();
        throw new Experiment.Over();
    }

    /** Nothing more is wanted, whichever thread still comes by. */
    void cancel() {
        over = true;
    }

    private void call(Spot wanted, Method method, @Nullable Object receiver, @Nullable Object[] arguments) {
        List<@Nullable Object[]> calls = Perturbations.of(method.getParameterTypes(), arguments, wanted.entry == 0);
        if (wanted.change < calls.size()) {
            @Nullable Object[] changed = wanted.change == 0 ? arguments : calls.get(wanted.change);
            if (text(method, changed).equals(wanted.call())) {
                Statics before = new Statics(method);
                seen = Seen.of(method, receiver, changed, variant, request.callTicks);
                torn = before.changed();
            }
        }
    }

    private void explore(
            String method, int entry, Method called, @Nullable Object receiver, @Nullable Object[] arguments) {
        Class<?>[] types = called.getParameterTypes();
        List<String> texts = new ArrayList<>();
        for (Object[] call : Perturbations.of(types, arguments, entry == 0)) {
            texts.add(text(called, call));
        }
        if (!isAlone(method, entry, types, receiver, arguments)) {
            spots.add(new Spot(method, entry, 0, texts));
            if (entry == ENTRIES - 1) {
                full.add(method);
            }
            return;
        }
        long left = Budget.left();
        Statics statics = new Statics(called);
        List<@Nullable Seen> original = calls(called, receiver, arguments, entry, 0);
        if (statics.changed()) {
            tear(method, entry);
            return;
        }
        statics = new Statics(called); // more classes may be initialised by now
        List<@Nullable Seen> again = calls(called, receiver, arguments, entry, 0);
        List<Sighting> own = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Seen first = original.get(i);
            Sighting sighting = new Sighting(method, entry, i, texts.get(i));
            if (first != null && first.equals(again.get(i))) {
                sighting.put(0, first);
            }
            own.add(sighting);
        }
        for (int other : request.variants) {
            List<@Nullable Seen> calls = calls(called, receiver, arguments, entry, other);
            if (statics.changed()) {
                tear(method, entry);
                return;
            }
            for (int i = 0; i < calls.size(); i++) {
                Seen one = calls.get(i);
                if (one != null) {
                    own.get(i).put(other, one);
                }
            }
        }
        if (!over && !Budget.poisoned()) {
            sightings.addAll(own);
        }
        Budget.lend(left);
    }

    /** Whether calls there leave no trace. */
    private boolean isAlone(
            String method, int entry, Class<?>[] types, @Nullable Object receiver, @Nullable Object[] arguments) {
        boolean alone = Copies.immutable(receiver) && !leavesTraces.contains(method + entry);
        for (int i = 0; i < arguments.length; i++) {
            alone &= Copies.independent(arguments[i], types[i]);
        }
        return alone;
    }

    /** Whether some variant answers the test's own call otherwise than the original. */
    private boolean tells(
            String method, int entry, Method called, @Nullable Object receiver, @Nullable Object[] arguments) {
        Class<?>[] types = called.getParameterTypes();
        if (!isAlone(method, entry, types, receiver, arguments)) {
            return false;
        }
        long left = Budget.left();
        Statics statics = new Statics(called);
        Seen original = same(called, types, receiver, arguments, 0);
        boolean tells = false;
        for (int i = 0; original != null && !tells && i < request.variants.length; i++) {
            Seen other = same(called, types, receiver, arguments, request.variants[i]);
            tells = other != null && !original.equals(other);
        }
        Budget.lend(left);
        if (statics.changed()) {
            tear(method, entry);
            return false;
        }
        return tells;
    }

    private @Nullable Seen same(
            Method called, Class<?>[] types, @Nullable Object receiver, @Nullable Object[] arguments, int on) {
        if (over || Budget.poisoned()) {
            return null;
        }
        Seen answer = Seen.of(called, receiver, Perturbations.copy(types, arguments), on, request.callTicks);
        ticks += Budget.used();
        return answer;
    }

    /** What was called here left something behind: this run's classes are spoilt. */
    private void tear(String method, int entry) {
        leavesTraces.add(method + entry);
        torn = true;
    }

    private List<@Nullable Seen> calls(
            Method method, @Nullable Object receiver, @Nullable Object[] arguments, int entry, int on) {
        List<@Nullable Seen> all = new ArrayList<>();
        for (@Nullable Object[] call : Perturbations.of(method.getParameterTypes(), arguments, entry == 0)) {
            if (over || Budget.poisoned()) {
                all.add(null);
                continue;
            }
            all.add(Seen.of(method, receiver, call, on, request.callTicks));
            ticks += Budget.used();
        }
        return all;
    }

    /** What static fields held at one moment. */
    private static final class Statics {
        private final @Nullable StaticState state;
        private final Set<Class<?>> types;
        private final long digest;

        Statics(Method method) {
            ClassLoader loader = method.getDeclaringClass().getClassLoader();
            StaticState own = loader instanceof ProjectLoader ? ((ProjectLoader) loader).statics() : null;
            state = own;
            types = own == null ? Collections.emptySet() : own.initialized();
            digest = own == null ? 0 : own.digest(types);
        }

        boolean changed() {
            return state != null && state.digest(types) != digest;
        }
    }

    private static String text(Method method, @Nullable Object[] arguments) {
        StringBuilder text = new StringBuilder(method.getName()).append('(');
        for (int i = 0; i < arguments.length; i++) {
            text.append(i == 0 ? "" : ", ").append(Rendering.of(arguments[i]));
        }
        return text.append(')').toString();
    }

    private static Method find(Class<?> owner, String name, String type) {
        for (Method method : owner.getDeclaredMethods()) {
            if (method.getName().equals(name)
                    && Type.getMethodDescriptor(method).equals(type)) {
                method.setAccessible(true);
                return method;
            }
        }
        throw new IllegalStateException("no method " + owner.getName() + '.' + name + type);
    }

    List<Sighting> sightings() {
        return sightings;
    }

    List<Spot> spots() {
        return spots;
    }

    /** Whether a call left something behind in static fields, so that these classes are spoilt. */
    boolean torn() {
        return torn;
    }

    /** What came of the one call; null for nothing. */
    @Nullable
    Seen seen() {
        return seen;
    }
}
