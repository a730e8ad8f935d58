package dev.fettle.app.setup;

import dev.fettle.base.Secret;
import java.util.Optional;

/**
 * An App that is to be stored.
 *
 * @param name its short name on the forge
 * @param page for people
 * @param webhookSecret empty where Fettle is to poll
 * @param clientId for the sign-in of people, "" where it is not known
 * @param clientSecret for the sign-in of people, where it is known
 * @param reached where the forge reaches this server, "" to leave that as it is
 */
public record NewApp(
        long id,
        String name,
        String page,
        ForgeAddress forge,
        Secret privateKey,
        Optional<Secret> webhookSecret,
        String clientId,
        Optional<Secret> clientSecret,
        String reached) {}
