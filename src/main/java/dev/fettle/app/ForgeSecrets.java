package dev.fettle.app;

import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.base.settings.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ParameterException;

/**
 * The secrets of the way to the forge, as their files have them now: they are exchanged without a restart. A webhook secret that went is accepted for one more day, because the forge and this
 * server are not told at the same moment; whatever was a secret once is looked for in every text for as long as the process lives.
 */
final class ForgeSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(ForgeSecrets.class);
    private static final Duration GRACE = Duration.ofDays(1);

    private final Supplier<ForgeAccess> reader;
    private final InstantSource clock;
    private final Map<Secret, Instant> formerWebhooks = new LinkedHashMap<>();
    private final Set<Secret> everKnown = new LinkedHashSet<>();
    private ForgeAccess now;

    /** @param reader reads the settings and their files anew; throws when they have mistakes */
    ForgeSecrets(ForgeAccess first, Supplier<ForgeAccess> reader, InstantSource clock) {
        this.now = first;
        this.reader = reader;
        this.clock = clock;
        everKnown.addAll(of(first));
    }

    /** Reads them again. While what is there cannot be used, such as a file that is half written, those of before stay. */
    synchronized void refresh() {
        ForgeAccess read;
        try {
            read = reader.get();
        } catch (ParameterException | SettingsException e) {
            LOG.warn("the settings were not read again: {}", e.getMessage());
            return;
        }
        Set<Secret> gone = new LinkedHashSet<>(webhooks(now));
        webhooks(read).forEach(gone::remove);
        gone.forEach(secret -> formerWebhooks.put(secret, clock.instant().plus(GRACE)));
        if (!of(read).equals(of(now))) {
            LOG.info("the forge's secrets were exchanged");
        }
        // Only secrets change while the server runs: another forge or App is another installation.
        now = new ForgeAccess(
                now.kind(),
                now.apiUrl(),
                now.appId(),
                read.privateKey(),
                read.token(),
                read.webhookSecret(),
                read.previousWebhookSecret(),
                now.caBundle(),
                now.proxy());
        everKnown.addAll(of(read));
    }

    /** Those under which a delivery may be signed, the current one first. */
    synchronized List<Secret> webhook() {
        Instant moment = clock.instant();
        formerWebhooks.values().removeIf(end -> !moment.isBefore(end));
        List<Secret> all = new ArrayList<>(webhooks(now));
        if (!all.isEmpty()) {
            formerWebhooks.keySet().stream().filter(each -> !all.contains(each)).forEach(all::add);
        }
        return all;
    }

    /** The way to the forge with its secrets as they are now. */
    synchronized ForgeAccess now() {
        return now;
    }

    /** All that must never be shown, those that are gone too. */
    synchronized List<Secret> all() {
        return List.copyOf(everKnown);
    }

    private static List<Secret> webhooks(ForgeAccess access) {
        return Stream.of(access.webhookSecret(), access.previousWebhookSecret())
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Secret> of(ForgeAccess access) {
        return Stream.of(access.webhookSecret(), access.previousWebhookSecret(), access.token(), access.privateKey())
                .flatMap(Optional::stream)
                .toList();
    }
}
