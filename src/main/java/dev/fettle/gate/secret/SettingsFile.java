package dev.fettle.gate.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of settings that often hold secrets and may well hold none: those are judged by what they say. {@code .env} and {@code .env.local} are not: they are a machine's
 * own, and the next person writes a secret there.
 */
final class SettingsFile {
    private static final Pattern BY_CONTENT = Pattern.compile(
            "(?i)(?:^|/)(?:\\.npmrc|\\.pypirc|\\.my\\.cnf|\\.ssh/config|\\.docker/config\\.json|\\.dockercfg|\\.env\\.(?!local$)[\\w-]+|[\\w-]+\\.env|[^/]*\\.tfvars|wp-config\\.php|secrets?\\.(?:ya?ml|json|toml|properties))$");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)[\\w.\\-/:\"']*(?:pass(?:word|wd|phrase)?|pwd|secret|token|credential|auth|api[_-]?key|access[_-]?key|private[_-]?key|_key|dsn|identityfile|salt)[\\w\"']*\\s*(?:=|:|\\s)\\s*(.*)$");
    /** Nothing, an answer, a place to fill in, or what says itself that it is none. */
    private static final Pattern NO_SECRET = Pattern.compile(
            "(?i)[\"']?(?:|true|false|yes|no|none|null|[0-9]{1,4}|\\$\\{?[^\\s]*|<[^>]*>|\\{\\{.*|change[-_ ]?me.*|x{3,}|\\.{3}|\\*{3,}|your[-_ ].*|example.*|dummy.*|todo.*|https?://[^@\\s]*|/[\\w./-]*)[\"']?[,;]?\\s*(?:#.*)?");

    private static final Pattern USER_INFO = Pattern.compile("\\w+://[^\\s/:@]+:[^\\s/@$<{]+@");

    private SettingsFile() {}

    /** Whether a file is one of these, and no line of it names a secret with a value. */
    static boolean harmless(String path, String text) {
        return BY_CONTENT.matcher(path).find() && text.lines().noneMatch(SettingsFile::holdsSecret);
    }

    private static boolean holdsSecret(String line) {
        String bare = line.strip();
        if (bare.startsWith("#") || bare.startsWith(";") || bare.startsWith("//") && !bare.contains("=")) {
            return false;
        }
        Matcher named = NAMED.matcher(bare);
        return USER_INFO.matcher(bare).find()
                || named.matches() && !NO_SECRET.matcher(named.group(1).strip()).matches();
    }
}
