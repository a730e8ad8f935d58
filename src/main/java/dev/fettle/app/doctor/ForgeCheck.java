package dev.fettle.app.doctor;

import dev.fettle.app.doctor.ForgeVoice.Said;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.github.AppCheckup;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Whether the forge is reached from here, and speaks GitHub's API at the configured address. */
public final class ForgeCheck implements Check {
    private final ForgeVoice forge;

    public ForgeCheck(ForgeVoice forge) {
        this.forge = forge;
    }

    @Override
    public String name() {
        return "forge";
    }

    @Override
    public List<Finding> look() {
        if (!forge.remote()) {
            return List.of(Finding.notNeeded(
                    name(), "no forge is configured (forge.kind is local); 'fettle setup' makes the GitHub App"));
        }
        String address = forge.access().apiUrl();
        Said<AppCheckup.Server> said = forge.server();
        if (said.answer().isEmpty()) {
            return List.of(Finding.broken(
                    name(), address + " cannot be reached: " + said.why(), advice(said.trouble(), forge.access())));
        }
        AppCheckup.Server server = said.answer().get();
        if (!server.isApi()) {
            return List.of(notTheApi(address, server.status()));
        }
        return List.of(Finding.good(name(), address + " is reached and speaks GitHub's API" + through()));
    }

    private String through() {
        return forge.access().proxy().isEmpty()
                ? ""
                : ", through " + forge.access().proxy();
    }

    private Finding notTheApi(String address, int status) {
        if (!forge.access().proxy().isEmpty() && (status == 403 || status == 407)) {
            return Finding.broken(
                    name(),
                    "the proxy " + forge.access().proxy() + " refuses the way to " + address + " (status " + status
                            + ")",
                    "Let the proxy pass on requests to that host, or correct forge.proxy.");
        }
        String advice = address.endsWith("/api/v3") || address.equals("https://api.github.com")
                ? "Look at forge.api_url: github.com's is https://api.github.com, an Enterprise Server's https://HOST/api/v3."
                : "An Enterprise Server's API ends in /api/v3: set forge.api_url to " + address + "/api/v3";
        return Finding.broken(
                name(), address + " answers, but not as GitHub's API does (status " + status + ")", advice);
    }

    private static String advice(@Nullable Throwable trouble, ForgeAccess access) {
        String host = String.valueOf(URI.create(access.apiUrl()).getHost());
        String proxy = access.proxy();
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (!proxy.isEmpty() && (message.contains("CONNECT") || message.contains("authenticate with proxy"))) {
                return "The proxy " + proxy + " refuses the way to " + host
                        + ": let it pass on requests to that host, or correct forge.proxy.";
            }
            if (cause instanceof UnknownHostException) {
                return "The name cannot be looked up: correct forge.api_url or forge.proxy, or mend this machine's DNS. Try: getent hosts "
                        + host;
            }
            if (cause instanceof SSLException) {
                return "The certificate is not trusted: name your authority's certificates (PEM) in forge.ca_bundle.";
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return proxy.isEmpty()
                        ? "Nothing lets the connection out: open the firewall to " + host
                                + ", or name your proxy in forge.proxy."
                        : "The proxy " + proxy + " takes no connection: start it, or correct forge.proxy.";
            }
            if (cause instanceof InterruptedIOException) {
                return "No answer came in time: a firewall may drop what goes to " + host
                        + "; open it, or name your proxy in forge.proxy.";
            }
        }
        return "Look at forge.api_url, forge.proxy and forge.ca_bundle ('fettle config explain' shows what is in force).";
    }
}
