package dev.fettle.web;

import io.javalin.http.Context;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets pages and API be asked for under known names only, so that a web site that points its own name at this machine (DNS rebinding) reads
 * nothing. Webhooks and reports are exempt: they prove themselves, and may come through a tunnel under any name. How the server is doing may also be asked under any
 * numeric address, as what watches many of them does: no web site can give itself such a name.
 */
final class HostCheck {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");

    private final Set<String> known = new HashSet<>(LOOPBACK);

    HostCheck(WebSettings settings) {
        known.add(settings.near().toLowerCase(Locale.ROOT));
        settings.allowedHosts().forEach(host -> known.add(host.toLowerCase(Locale.ROOT)));
    }

    /** Names without a port. */
    Set<String> names() {
        return Set.copyOf(known);
    }

    boolean allows(Context ctx) {
        String host = ctx.header("Host");
        return IntakeRoutes.provesItself(ctx)
                || (host != null
                        && (known.contains(name(host))
                                || (watched(ctx.path())
                                        && ADDRESS.matcher(name(host)).matches())));
    }

    private static boolean watched(String path) {
        return path.equals("/metrics") || path.startsWith("/health/");
    }

    private static String name(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        boolean port = colon > lower.lastIndexOf(']');
        return port ? lower.substring(0, colon) : lower;
    }
}
