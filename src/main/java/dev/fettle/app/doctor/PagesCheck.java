package dev.fettle.app.doctor;

import java.util.List;
import java.util.Set;

/** Who sees the pages: whoever reaches this machine's loopback address, whoever reaches a public one, or who signs in. */
public final class PagesCheck implements Check {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final String host;
    private final String baseUrl;
    private final boolean signIn;

    /**
     * @param host that the server listens on
     * @param baseUrl under which people reach it, "" when that is not said
     * @param signIn whether persons must sign in
     */
    public PagesCheck(String host, String baseUrl, boolean signIn) {
        this.host = host;
        this.baseUrl = baseUrl;
        this.signIn = signIn;
    }

    @Override
    public String name() {
        return "pages";
    }

    @Override
    public List<Finding> look() {
        if (signIn) {
            boolean open = !baseUrl.startsWith("https://");
            return List.of(
                    open
                            ? Finding.warning(
                                    name(),
                                    "persons sign in, but "
                                            + (baseUrl.isEmpty()
                                                    ? "it is not known under which address"
                                                    : baseUrl + " is no https: their sessions can be read on the way"),
                                    "Put a TLS proxy before Fettle and set server.base_url to https://…")
                            : Finding.good(
                                    name(), "for persons who sign in, each with the repositories that they may read"));
        }
        if (LOOPBACK.contains(host) && baseUrl.isEmpty()) {
            return List.of(
                    Finding.good(name(), "for who is on this machine: the server listens on " + host + " alone"));
        }
        return List.of(
                Finding.warning(
                        name(),
                        "whoever reaches " + (baseUrl.isEmpty() ? host : baseUrl)
                                + " can read the pages, with all tickets",
                        "Let persons sign in: forge.client_id and forge.client_secret_file (docs/operating.md); or let the proxy pass on /webhooks/github and what programs report, and nothing else."));
    }
}
