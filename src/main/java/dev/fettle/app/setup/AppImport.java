package dev.fettle.app.setup;

import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.github.AppCheckup;
import dev.fettle.web.SetupRefusedException;
import java.time.InstantSource;
import java.util.Optional;

/** Takes over an App that is there already, once the forge has said that the key is that App's. */
public final class AppImport {
    private final ForgeAccess access;
    private final InstantSource clock;

    /** @param access of which certificates and proxy are used */
    public AppImport(ForgeAccess access, InstantSource clock) {
        this.access = access;
        this.clock = clock;
    }

    /**
     * The App, as the forge knows it. Nothing is stored yet.
     *
     * @throws SetupRefusedException when the forge does not take the key, or cannot be asked
     */
    public NewApp checked(long id, Secret key, Optional<Secret> webhookSecret, ForgeAddress forge, String reached) {
        try {
            AppCheckup checkup = AppCheckup.of(
                    new ForgeAccess(
                            ForgeAccess.Kind.GITHUB,
                            forge.api(),
                            id,
                            Optional.of(key),
                            Optional.empty(),
                            webhookSecret,
                            Optional.empty(),
                            access.caBundle(),
                            access.proxy()),
                    clock);
            AppCheckup.App app = checkup.app();
            if (app.id() != id) {
                throw new SetupRefusedException("The key is of App " + app.id() + ", not of " + id + ".");
            }
            return new NewApp(id, app.slug(), app.page(), forge, key, webhookSecret, "", Optional.empty(), reached);
        } catch (ForgeException e) {
            boolean refused = e.kind() == ForgeException.Kind.FORBIDDEN || e.kind() == ForgeException.Kind.NOT_FOUND;
            throw new SetupRefusedException(
                    refused
                            ? forge.api() + " does not take this key for App " + id + " (" + e.getMessage()
                                    + "). Is the number the one on the App's page, the key one of its keys, and this machine's clock right?"
                            : forge.api() + " could not be asked: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new SetupRefusedException(String.valueOf(e.getMessage()));
        }
    }
}
