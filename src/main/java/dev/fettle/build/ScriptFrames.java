package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one frame of a JavaScript engine: V8's, that of Firefox and Safari, and what browsers' consoles and test runners make of them. */
final class ScriptFrames {
    private static final Pattern PLACE = Pattern.compile("^(\\S.*?):(\\d+)(?::(\\d+))?$");
    private static final Pattern INNER_PLACE =
            Pattern.compile("\\(((?:[A-Za-z]:)?[^():]+(?::/[^():]*)?):(\\d+)(?::\\d+)?\\)");
    private static final Pattern SCRIPT_FILE =
            Pattern.compile("\\.(?:[cm]?[jt]sx?|vue|svelte|astro|html?|bundle|jsbundle|map)(?:[?#].*)?$");
    private static final Pattern ADDRESS = Pattern.compile(
            "^(?:https?|file|node|webpack(?:-internal)?|app|capacitor|ionic|blob|safari-extension|safari-web-extension|moz-extension|chrome-extension|resource|chrome|wasm|deno|ext|bun|asset):");
    private static final Pattern NO_FILE = Pattern.compile(
            "^(?:<anonymous>|<native>|native|\\[eval\\](?:-wrapper)?|\\[stdin\\](?:-wrapper)?|evalmachine\\.<anonymous>|REPL\\d*|repl|VM\\d+|\\(index\\)|index\\)?|debugger eval code|undefined|eval code)$");

    /** Firefox and Safari. */
    private static final Pattern AT_SIGN = Pattern.compile(
            "^\\s*((?:(?:global|module|eval) code|async\\*?|[\\w$.<>/*\\[\\]~ -]){0,200}?)\\s?@\\s?(\\S.*?):(\\d+)(?::(\\d+))?\\s*$");

    private static final Pattern FIREFOX_CONSOLE = Pattern.compile(
            "^\\s+([\\w$.<>/*]+) ((?:https?|file|webpack|moz-extension|resource|chrome)://\\S+?):(\\d+)(?::(\\d+))?$");
    private static final Pattern SAFARI_CONSOLE =
            Pattern.compile("^\\s+(\\S.{0,200}?) \\(([^\\s(),]+), line (\\d+)\\)$");
    private static final Pattern ROLLBAR =
            Pattern.compile("^\\s*File \"([^\"]+\\.[cm]?[jt]sx?)\", line (\\d+)(?:, in (\\S+))?\\s*$");
    private static final Pattern VITEST =
            Pattern.compile("^\\s*❯ (?:([^\\s:]+) )?([^\\s:]+\\.[cm]?[jt]sx?):(\\d+):(\\d+)\\s*$");
    private static final Pattern QUERY =
            Pattern.compile("(\\.(?:[cm]?[jt]sx?|vue|svelte|astro|html?|bundle|jsbundle))(?:\\?|//&).*$");
    /** Somebody wrote on after the frame, on its line. */
    private static final Pattern FOLLOWED =
            Pattern.compile("^([^()]{1,200} \\([^()]{1,500}:\\d+:\\d+\\))\\s*[^\\s(){},:].*[^)]$");

    private static final Set<String> NO_PLACES =
            Set.of("<anonymous>", "native", "native code", "unknown location", "unknown");

    private ScriptFrames() {}

    /** The frame of a line, null when it is none. A frame of the engine itself has no file. */
    static @Nullable Frame read(String line) {
        String text = line.strip();
        if (text.length() > 1_000) {
            return null;
        }
        if (text.startsWith("at ")) {
            return v8(text.substring(3).strip());
        }
        if (text.indexOf('@') >= 0) {
            return atSign(line);
        }
        Matcher rollbar = ROLLBAR.matcher(line);
        if (rollbar.find()) {
            return new Frame("", named(rollbar.group(3)), rollbar.group(1), JavaFrames.number(rollbar.group(2)));
        }
        for (Pattern form : new Pattern[] {VITEST, FIREFOX_CONSOLE, SAFARI_CONSOLE}) {
            Matcher matcher = form.matcher(line);
            if (matcher.find()) {
                return new Frame(
                        "", named(matcher.group(1)), plain(matcher.group(2)), JavaFrames.number(matcher.group(3)));
            }
        }
        return null;
    }

    private static @Nullable Frame v8(String text) {
        String rest = text;
        while (rest.endsWith("{") || rest.endsWith(",")) {
            rest = rest.substring(0, rest.length() - 1).strip();
        }
        for (String word : new String[] {"async ", "new "}) {
            rest = rest.startsWith(word) ? rest.substring(word.length()) : rest;
        }
        Matcher followed = FOLLOWED.matcher(rest);
        if (followed.find()) {
            rest = followed.group(1);
        }
        int open = rest.indexOf(" (") >= 0 ? rest.indexOf(" (") : rest.indexOf("](");
        if (!rest.endsWith(")") || open < 0) {
            return place("", rest, false);
        }
        int inside = rest.indexOf('(', open) + 1;
        String function = rest.substring(0, inside - 1).strip();
        String inner = rest.substring(inside, rest.length() - 1);
        if (NO_PLACES.contains(inner)) {
            return new Frame("", function, "", 0);
        }
        if (inner.startsWith("address at ")) {
            inner = inner.substring("address at ".length());
        }
        if (inner.startsWith("eval at ")) {
            int comma = inner.lastIndexOf(", ");
            Frame own = comma < 0 ? null : place(function, inner.substring(comma + 2), true);
            if (own != null && !own.file().startsWith("<")) {
                return own;
            }
            Matcher from = INNER_PLACE.matcher(inner);
            return from.find() ? new Frame("", function, from.group(1), JavaFrames.number(from.group(2))) : own;
        }
        return place(function, inner, true);
    }

    /** @param named whether a function and parentheses make it likely */
    private static @Nullable Frame place(String function, String text, boolean named) {
        Matcher place = PLACE.matcher(text);
        if (!place.find()) {
            return null;
        }
        String file = place.group(1);
        boolean plausible = NO_FILE.matcher(file).find()
                || SCRIPT_FILE.matcher(file).find()
                || ADDRESS.matcher(file).find()
                || place.group(3) != null && (named || pathLike(file));
        return plausible ? new Frame("", function, plain(file), JavaFrames.number(place.group(2))) : null;
    }

    /** Without the query that a development server or a bundler put behind the file's name. */
    private static String plain(String file) {
        return QUERY.matcher(file).replaceFirst("$1");
    }

    private static boolean pathLike(String file) {
        boolean path = file.indexOf('/') >= 0 || file.indexOf('\\') >= 0;
        return path || file.indexOf(' ') < 0 && file.indexOf('.') > 0 && file.indexOf('(') < 0;
    }

    private static @Nullable Frame atSign(String line) {
        Matcher matcher = AT_SIGN.matcher(line);
        if (matcher.find()) {
            String file = matcher.group(2);
            boolean plausible = ADDRESS.matcher(file).find()
                    || SCRIPT_FILE.matcher(file).find()
                    || NO_FILE.matcher(file).find()
                    || matcher.group(4) != null && file.startsWith("/");
            return plausible
                    ? new Frame("", named(matcher.group(1)), plain(file), JavaFrames.number(matcher.group(3)))
                    : null;
        }
        String text = line.strip();
        boolean engine = text.endsWith("@[native code]");
        return engine ? new Frame("", text.substring(0, text.indexOf('@')), "", 0) : null;
    }

    private static String named(@Nullable String function) {
        String text = function == null ? "" : function.strip();
        return text.equals("(anonymous)") || text.equals("<anonymous>") ? "" : text;
    }
}
