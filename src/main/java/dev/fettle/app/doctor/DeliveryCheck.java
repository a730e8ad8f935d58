package dev.fettle.app.doctor;

import dev.fettle.forge.github.AppCheckup.Tried;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Whether deliveries arrive: what the forge says became of them, and the last one whose signature held here. */
public final class DeliveryCheck implements Check {
    private final ForgeVoice forge;
    private final StoreVoice store;
    private final Duration quiet;
    private final InstantSource clock;

    /** @param quiet how long a forge may deliver nothing */
    public DeliveryCheck(ForgeVoice forge, StoreVoice store, Duration quiet, InstantSource clock) {
        this.forge = forge;
        this.store = store;
        this.quiet = quiet;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "deliveries";
    }

    @Override
    public List<Finding> look() {
        if (!forge.remote() || forge.access().webhookSecret().isEmpty()) {
            return List.of(Finding.notNeeded(name(), "no webhook is configured"));
        }
        Optional<Instant> last =
                store.stores().flatMap(open -> open.deliveries().lastAccepted());
        String verified = last.map(at -> "the last verified one came " + Ages.of(at, clock.instant()))
                .orElse("none was ever verified here");
        if (forge.isApp()
                && forge.silent().isEmpty()
                && forge.deliveries().answer().isPresent()) {
            return List.of(tried(forge.deliveries().answer().get(), verified, last));
        }
        if (store.stores().isEmpty()) {
            return List.of(store.closed(name()));
        }
        return List.of(heard(verified, last));
    }

    /** By what the forge says. */
    private Finding tried(List<Tried> tried, String verified, Optional<Instant> last) {
        if (tried.isEmpty()) {
            return last.isPresent()
                    ? heard(verified, last)
                    : Finding.warning(
                            name(),
                            "the forge never tried to deliver anything, and " + verified,
                            "Install the App on a repository, or put the label on an issue; then look again.");
        }
        Tried newest = tried.get(0);
        if (newest.arrived()) {
            return heard("the forge's last one (" + newest.event() + ") was taken; " + verified, last);
        }
        String seen = "the forge's last one (" + newest.event() + ", " + Ages.of(newest.at(), clock.instant()) + ") ";
        return switch (newest.status()) {
            case 401 ->
                Finding.broken(
                        name(),
                        seen + "was refused here, its signature is wrong (401): the two webhook secrets differ; "
                                + verified,
                        "Write the same secret in both places: on the App's page (Webhook secret), and to the file that forge.webhook_secret_file names. It holds within 15 s, without a restart.");
            case 503 ->
                Finding.broken(
                        name(),
                        seen + "met a server without a webhook secret (503); " + verified,
                        "Start the server with forge.webhook_secret_file set; what was missed is asked for again.");
            case 404, 405, 421, 301, 302 ->
                Finding.broken(
                        name(),
                        seen + "met something that is not Fettle's webhook (" + newest.status() + "); " + verified,
                        "Look at 'webhook', and at what the proxy before Fettle passes on to /webhooks/github.");
            case 0 ->
                Finding.broken(
                        name(),
                        seen + "did not reach this server (" + newest.words() + "); " + verified,
                        "Is the server up, its address public, its name in the DNS, its certificate good? Where nothing can come in, leave the webhook secret out: Fettle polls then.");
            default ->
                newest.words().contains("timed out") || newest.words().contains("connect")
                        ? Finding.broken(
                                name(),
                                seen + "did not reach this server (" + newest.words() + "); " + verified,
                                "Open the way from the forge to this server; or leave the webhook secret out and let Fettle poll.")
                        : Finding.broken(
                                name(),
                                seen + "was answered " + newest.status() + "; " + verified,
                                "The server's log says why; what was missed is asked for again at the next scan.");
        };
    }

    /** By what came. */
    private Finding heard(String seen, Optional<Instant> last) {
        boolean silent =
                last.isEmpty() || Duration.between(last.get(), clock.instant()).compareTo(quiet) > 0;
        return silent
                ? Finding.warning(
                        name(),
                        seen,
                        "Where something should have come, look at the webhook on the forge: its address, its secret, its recent deliveries.")
                : Finding.good(name(), seen);
    }
}
