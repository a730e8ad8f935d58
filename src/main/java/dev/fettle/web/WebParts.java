package dev.fettle.web;

import dev.fettle.backlog.Backlog;
import dev.fettle.base.Secret;
import dev.fettle.intake.DeliveryLog;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the server shows and hands on to.
 *
 * @param webhookSecrets the current secret first, then the previous one while it is being changed; empty closes the webhook route. Asked at
 *     each request
 * @param decoder from a request's body to JSON
 * @param deliveries the inbox
 * @param intake what takes in reports from programs outside
 * @param backlog the tickets
 * @param programs what programs with a key may have done
 * @param figures what is counted over all tickets
 * @param forge the pages of a forge of ours, empty where the forge has its own
 * @param warnings what an operator must know as long as it lasts, a sentence each: shown on top of the pages and in the status
 * @param notReady a sentence on what keeps Fettle from working, empty when nothing does
 */
public record WebParts(
        Supplier<List<Secret>> webhookSecrets,
        BodyDecoder decoder,
        DeliveryLog deliveries,
        IntakeParts intake,
        Backlog backlog,
        ProgramParts programs,
        Figures figures,
        Optional<ForgeView> forge,
        Supplier<List<String>> warnings,
        Supplier<Optional<String>> notReady,
        InstantSource clock) {}
