package dev.fettle.app.setup;

import dev.fettle.web.SetupRefusedException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a forge is, from the address of its pages alone.
 *
 * @param web of its pages, without a slash at the end
 * @param api of its REST interface
 */
public record ForgeAddress(String web, String api) {
    /** github.com itself. */
    public static final ForgeAddress GITHUB = new ForgeAddress("https://github.com", "https://api.github.com");

    /** Scheme, name, port, and nothing else: no user before the name, no backslash, no path, nothing that parsers disagree on. */
    private static final Pattern FORM =
            Pattern.compile("(https?)://([a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?)(:[0-9]{1,5})?/?");

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+");
    /** What machines in a cloud are told of themselves, and what is no host at all. */
    private static final Pattern NO_FORGE =
            Pattern.compile("169\\.254\\.[0-9.]+|0\\.[0-9.]+|(?:22[4-9]|2[3-5][0-9])\\.[0-9.]+|[0-9]+|0x[0-9a-f]+");

    /**
     * Reads what a person wrote.
     *
     * @throws SetupRefusedException with what to write instead
     */
    public static ForgeAddress of(String written) {
        String lower = written.strip().toLowerCase(Locale.ROOT);
        Matcher form = FORM.matcher(lower);
        if (!form.matches()) {
            throw new SetupRefusedException(
                    "The forge's address must be https:// and the name of its server, such as https://github.com; not '"
                            + written + "'.");
        }
        String host = form.group(2);
        if (NO_FORGE.matcher(host).matches()) {
            throw new SetupRefusedException("No forge is at " + host + ".");
        }
        if (form.group(1).equals("http") && !LOOPBACK.matcher(host).matches()) {
            throw new SetupRefusedException(
                    "The App's key would come over a connection that others can read: write https:// before " + host
                            + ".");
        }
        String port = form.group(3) == null ? "" : form.group(3);
        String web = form.group(1) + "://" + host + port;
        if (host.equals("github.com") || host.equals("www.github.com") || host.equals("api.github.com")) {
            return GITHUB;
        }
        return host.endsWith(".ghe.com")
                ? new ForgeAddress(web, form.group(1) + "://api." + host + port)
                : new ForgeAddress(web, web + "/api/v3");
    }

    /** Where a person makes an App from a manifest. */
    public String makes(String organisation, String state) {
        return web
                + (organisation.isEmpty()
                        ? "/settings/apps/new"
                        : "/organizations/" + organisation + "/settings/apps/new")
                + "?state=" + state;
    }
}
