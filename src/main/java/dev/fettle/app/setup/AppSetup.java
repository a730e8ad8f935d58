package dev.fettle.app.setup;

import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.github.AppManifest;
import dev.fettle.forge.github.ManifestConversion;
import dev.fettle.web.SetupFlow;
import dev.fettle.web.SetupRefusedException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** From a manifest to an App: orders are handed out, and the code that a person comes back with is exchanged at the forge that the order was for. */
public final class AppSetup implements SetupFlow {
    private static final Pattern ACCOUNT = Pattern.compile("|[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,33}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,200}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    private final Choice usual;
    private final ForgeAccess access;
    private final SetupFiles files;
    private final Consumer<NewApp> stored;
    private final InstantSource clock;
    private final PendingOrders orders;

    /**
     * @param usual what the pages start from
     * @param access of which certificates and proxy are used
     * @param stored told when everything is in its place
     */
    public AppSetup(Choice usual, ForgeAccess access, SetupFiles files, Consumer<NewApp> stored, InstantSource clock) {
        this.usual = usual;
        this.access = access;
        this.files = files;
        this.stored = stored;
        this.clock = clock;
        this.orders = new PendingOrders(clock);
    }

    @Override
    public Choice usual() {
        return usual;
    }

    @Override
    public Order order(Choice choice, String page) {
        files.check();
        ForgeAddress forge = ForgeAddress.of(choice.forge());
        String manifest = manifest(choice, page);
        return new Order(forge.makes(choice.organisation(), orders.add(forge, choice)), forge.web(), manifest);
    }

    /**
     * What the forge is asked to make.
     *
     * @throws SetupRefusedException when the choice is none
     */
    public static String manifest(Choice choice, String page) {
        if (!ACCOUNT.matcher(choice.organisation()).matches()) {
            throw new SetupRefusedException("'" + choice.organisation() + "' is no name of an organisation.");
        }
        if (!NAME.matcher(choice.name()).matches()) {
            throw new SetupRefusedException(
                    "The App's name must have 1 to 34 letters, digits, blanks, dots or dashes; not '" + choice.name()
                            + "'.");
        }
        return AppManifest.bundled().request(choice.name(), reached(choice.reached()), page);
    }

    @Override
    public Made created(String code, String state) {
        PendingOrders.Pending order = orders.take(state);
        if (!CODE.matcher(code).matches()) {
            throw new SetupRefusedException("The forge sent no code along. Begin again.");
        }
        NewApp app = exchanged(code, order);
        files.store(app);
        stored.accept(app);
        return new Made(app.name(), install(app), app.webhookSecret().isPresent());
    }

    /** Where a person installs it. */
    public static String install(NewApp app) {
        return app.page() + "/installations/new";
    }

    private NewApp exchanged(String code, PendingOrders.Pending order) {
        ForgeAddress forge = order.forge();
        String reached = reached(order.choice().reached());
        try {
            ManifestConversion.Made made = ManifestConversion.convert(at(forge), code, clock);
            return new NewApp(
                    made.id(),
                    made.slug(),
                    made.page(),
                    forge,
                    made.privateKey(),
                    // GitHub makes one in any case; where nothing comes in, having one would only open a door.
                    reached.isEmpty() ? Optional.empty() : made.webhookSecret(),
                    made.clientId(),
                    made.clientSecret(),
                    reached);
        } catch (ForgeException e) {
            throw new SetupRefusedException(
                    e.kind() == ForgeException.Kind.NOT_FOUND
                            ? forge.web()
                                    + " does not know the code: it counts once, and for an hour. If the App was made there, delete it or import it ('fettle setup --help'), and begin again."
                            : forge.api() + " could not be asked for the App's key: " + e.getMessage()
                                    + ". 'fettle doctor --only forge' says more; then begin again.");
        }
    }

    private ForgeAccess at(ForgeAddress forge) {
        return new ForgeAccess(
                ForgeAccess.Kind.GITHUB,
                forge.api(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                access.caBundle(),
                access.proxy());
    }

    private static String reached(String written) {
        if (written.isEmpty()) {
            return "";
        }
        try {
            URI uri = URI.create(written);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && !LOOPBACK.matcher(uri.getHost()).matches()) {
                return written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
            }
        } catch (IllegalArgumentException e) {
            throw notReached(written);
        }
        throw notReached(written);
    }

    private static SetupRefusedException notReached(String written) {
        return new SetupRefusedException("The forge cannot reach '" + written
                + "': write an address such as https://fettle.example.org, or leave it empty and Fettle polls.");
    }
}
