package dev.fettle.app.doctor;

import dev.fettle.forge.github.AppCheckup;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the App's webhook leads here, signed. */
public final class WebhookCheck implements Check {
    private static final String PATH = "/webhooks/github";

    private final ForgeVoice forge;
    private final String baseUrl;

    /** @param baseUrl under which people and the forge reach this server, "" when it is not said */
    public WebhookCheck(ForgeVoice forge, String baseUrl) {
        this.forge = forge;
        this.baseUrl = baseUrl;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public List<Finding> look() {
        if (!forge.remote()) {
            return List.of(Finding.notNeeded(name(), "no forge is configured that would call"));
        }
        boolean ours = forge.access().webhookSecret().isPresent();
        if (!forge.isApp()) {
            return List.of(
                    ours
                            ? Finding.unknown(
                                    name(),
                                    "a bot's token does not see the webhooks of repositories",
                                    "Look at the repository's webhooks: each ends in " + PATH + " and has this secret.")
                            : polling());
        }
        Optional<String> silent = forge.silent();
        if (silent.isPresent()) {
            return List.of(Finding.unknown(name(), silent.get(), "Mend 'forge' and 'key' first."));
        }
        if (forge.hook().answer().isEmpty()) {
            return List.of(Finding.unknown(
                    name(),
                    "the forge does not show the App's webhook: " + forge.hook().why(),
                    "Try again."));
        }
        AppCheckup.Hook hook = forge.hook().answer().get();
        boolean somewhere = !hook.url().isEmpty() && !hook.url().contains("fettle.invalid");
        if (!ours) {
            return List.of(
                    somewhere
                            ? Finding.warning(
                                    name(),
                                    "the App calls " + hook.url()
                                            + ", but no webhook secret is configured here: every call is answered 503",
                                    "Write the App's webhook secret to a file (0600) and name it in forge.webhook_secret_file; or switch the webhook off on the App's page.")
                            : polling());
        }
        return leadsHere(hook, somewhere);
    }

    private Finding polling() {
        return Finding.good(name(), "none: what is new is found by looking, each forge.poll_seconds");
    }

    private List<Finding> leadsHere(AppCheckup.Hook hook, boolean somewhere) {
        String wanted = baseUrl.isEmpty() ? "https://YOUR-HOST" + PATH : baseUrl + PATH;
        if (!somewhere) {
            return List.of(Finding.broken(
                    name(), "the App has no webhook address", "Set the webhook's URL on the App's page to " + wanted));
        }
        List<Finding> findings = new ArrayList<>();
        if (!hook.hasSecret()) {
            findings.add(Finding.broken(
                    name(),
                    "the App's webhook has no secret, so its deliveries are not signed and are refused (401)",
                    "Set the secret on the App's page to what the file of forge.webhook_secret_file holds."));
        }
        if (!hook.url().endsWith(PATH)) {
            findings.add(Finding.broken(
                    name(),
                    "the App calls " + hook.url() + ", where Fettle takes no webhooks",
                    "Set the webhook's URL on the App's page to " + wanted));
        } else if (!baseUrl.isEmpty() && !hook.url().equals(wanted)) {
            findings.add(Finding.warning(
                    name(),
                    "the App calls " + hook.url() + ", and server.base_url is " + baseUrl,
                    "Correct the one that is wrong."));
        }
        boolean loopback = loopback(hook.url());
        if (loopback) {
            findings.add(
                    Finding.broken(
                            name(),
                            "the App calls " + hook.url() + ", which only its own machine can reach",
                            "Give the server a public address (a TLS proxy before it) and set that; or leave the webhook secret out and let Fettle poll."));
        } else if (!hook.verified() || !hook.url().startsWith("https://")) {
            findings.add(Finding.warning(
                    name(),
                    "the App's deliveries can be read on their way (no TLS, or the certificate is not looked at)",
                    "Put a TLS proxy before Fettle, and switch SSL verification on on the App's page."));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good(name(), "the App calls " + hook.url() + ", signed"));
        }
        return findings;
    }

    private static boolean loopback(String url) {
        try {
            String host = String.valueOf(URI.create(url).getHost());
            return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        } catch (IllegalArgumentException e) {
            return false; // what is no address is told by its ending
        }
    }
}
