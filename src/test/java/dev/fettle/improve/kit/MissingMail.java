package dev.fettle.improve.kit;

import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.MissedDelivery;
import dev.fettle.forge.local.Act;
import dev.fettle.forge.local.Webhook;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A forge that could not hand over some of its webhooks, keeps them, and tries once more when it is asked to. */
public final class MissingMail {
    private final Forge forge;
    private final Map<String, Webhook> webhooks = new LinkedHashMap<>();
    private final List<MissedDelivery> missed = new ArrayList<>();
    private final List<MissedDelivery> asked = new ArrayList<>();
    private InstantSource clock = InstantSource.system();
    private Duration spacing = Duration.ZERO;
    private Instant next = Instant.MIN;
    private int listed;
    private Instant readSince = Instant.MIN;
    private String forgotten = "";

    MissingMail(Forge forge) {
        this.forge = forge;
    }

    /** Nobody was there to take these; the forge keeps them under ids of their own. */
    public void notDelivered(Act act, Instant at) {
        for (Webhook webhook : act.webhooks()) {
            String guid = "missed-" + webhooks.size();
            webhooks.put(guid, webhook);
            missed.add(new MissedDelivery(webhooks.size(), guid, webhook.event(), at));
        }
    }

    /** Nobody was there to take so many, one after the other from then on, and what was in them does not matter. */
    public void notDelivered(int count, Instant from) {
        for (int i = 0; i < count; i++) {
            int id = missed.size() + 1;
            missed.add(new MissedDelivery(id, "storm-" + id, "push", from.plusMillis(i)));
        }
    }

    /** It knows nothing any more of this one, which it lists all the same. */
    public void forgets(String guid) {
        forgotten = guid;
    }

    /** Since when the list was read last. */
    public Instant readSince() {
        return readSince;
    }

    /** How often the list was read. */
    public int listed() {
        return listed;
    }

    /** What was asked for once more, in its order. */
    public List<String> asked() {
        return asked.stream().map(MissedDelivery::guid).toList();
    }

    /** The forge tries again what it was asked for, and this time somebody is there. */
    public void triesAgain(Loop loop) {
        for (String guid : List.copyOf(asked())) {
            loop.accept(guid, webhooks.get(guid));
        }
        missed.removeAll(asked);
    }

    /** From now on it wants that much time between two that it is asked for, as GitHub wants it between writes. */
    public void spaced(InstantSource time, Duration between) {
        clock = time;
        spacing = between;
    }

    private void ask(MissedDelivery wanted) {
        if (wanted.guid().equals(forgotten)) {
            throw new ForgeException(ForgeException.Kind.NOT_FOUND, "no such delivery", null, null);
        }
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            throw new ForgeException(ForgeException.Kind.LIMITED, "writes are spaced", next, null);
        }
        next = now.plus(spacing);
        asked.add(wanted);
    }

    /** The forge with what it keeps. */
    public Forge seen() {
        return (Forge) Proxy.newProxyInstance(
                Forge.class.getClassLoader(), new Class<?>[] {Forge.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("missedDeliveries")) {
                        listed++;
                        Instant since = (Instant) arguments[0];
                        readSince = since;
                        return missed.stream()
                                .filter(each -> !each.at().isBefore(since))
                                .toList();
                    }
                    if (method.getName().equals("ensureRedelivered")) {
                        ask((MissedDelivery) arguments[0]);
                        return null;
                    }
                    try {
                        return method.invoke(forge, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
