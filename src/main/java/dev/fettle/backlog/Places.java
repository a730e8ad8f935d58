package dev.fettle.backlog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import java.util.Set;

/**
 * A frame as a place in the code that stays the same from one occurrence to the next, and from one machine to another: no line, no folder in which the code was
 * checked out, no number that a compiler or the virtual machine gave.
 */
final class Places {
    private static final Pattern AFTER_GENERATED = Pattern.compile("\\$\\$.*$|@[0-9a-f]+$|/0x[0-9a-f]+$");
    private static final Pattern ANONYMOUS = Pattern.compile("\\$\\d+");
    private static final Pattern LAMBDA = Pattern.compile(
            "^(?:lambda\\$|\\$?anonfun\\$)?([\\w<>]+?)(?:\\$lambda[-$]?\\d*|\\$\\d+|\\$anonfun|\\$default)*(?:\\$\\d+)*$");
    private static final Pattern DOTNET_GENERATED_CLASS = Pattern.compile("[+./]<(\\w+)>d__\\d+(?:`\\d+)?$");
    private static final Pattern DOTNET_CLOSURE = Pattern.compile("[+./]<>c(?:__DisplayClass[\\d_]+)?(?:`\\d+)?.*$");
    private static final Pattern DOTNET_LAMBDA = Pattern.compile("^<(\\w+)>[bg]__.*$");
    private static final Pattern DOTNET_GENERIC = Pattern.compile("`\\d+|\\[[^\\]]*\\]");
    private static final Pattern CLOSURES = Pattern.compile(
            "(?:\\.func[·.]?\\d+|\\.\\d+|-fm|::\\{\\{?closure\\}\\}?(?:#\\d+)?|::\\{closure#\\d+\\})+$");
    private static final Pattern GO_GENERIC = Pattern.compile("\\[[^\\]]*\\]");
    private static final Pattern SCRIPT_RECEIVER =
            Pattern.compile("^(?:async )?(?:new )?(?:.*\\.)?([^. ]+)(?: \\[as [^\\]]*\\])?$");
    private static final Pattern REDACTED = Pattern.compile("<[a-z-]+#\\d+>");
    private static final Pattern QUERY = Pattern.compile("[?#].*$");

    /** Files that are named after their folder. */
    private static final Set<String> FOLDERS_NAME = Set.of("index", "__init__", "mod", "page", "route", "__main__");

    private Places() {}

    static String of(Frame frame) {
        if (!frame.className().isEmpty()) {
            return ofClass(frame);
        }
        String method = frame.method();
        if (method.indexOf("::") > 0
                || method.indexOf('/') > 0
                || method.startsWith("main.") && frame.file().endsWith(".go")) {
            return GO_GENERIC.matcher(CLOSURES.matcher(method).replaceAll("")).replaceAll("");
        }
        return file(frame.file()) + "#" + function(method);
    }

    private static String ofClass(Frame frame) {
        String name = frame.className();
        String method = frame.method();
        Matcher state = DOTNET_GENERATED_CLASS.matcher(name);
        if (method.equals("MoveNext") && state.find()) {
            method = state.group(1);
            name = name.substring(0, state.start());
        }
        name = DOTNET_CLOSURE.matcher(name).replaceFirst("");
        name = DOTNET_GENERIC.matcher(name).replaceAll("");
        name = AFTER_GENERATED.matcher(name).replaceFirst("");
        name = ANONYMOUS.matcher(name).replaceAll("\\$");
        name = name.endsWith("$") ? name.substring(0, name.length() - 1) : name;
        Matcher dotnet = DOTNET_LAMBDA.matcher(method);
        if (dotnet.find()) {
            method = dotnet.group(1);
        }
        Matcher lambda = LAMBDA.matcher(method);
        return name + "#" + (lambda.find() ? lambda.group(1) : method);
    }

    /** The file's own name; with its folder's where it has none of its own. The rest of a path says where it was checked out. */
    private static String file(String path) {
        // What stands for the name of somebody's folder has a number, and nothing ends there.
        String known = REDACTED.matcher(path).replaceAll("");
        String plain = QUERY.matcher(known).replaceFirst("").replace('\\', '/');
        String[] parts = plain.split("/");
        String name = parts.length == 0 ? plain : parts[parts.length - 1];
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String steady = HASHED.matcher(stem).replaceAll("");
        return FOLDERS_NAME.contains(steady) && parts.length > 1 ? parts[parts.length - 2] + "/" + steady : steady;
    }

    private static final Pattern HASHED = Pattern.compile("[.-][0-9a-f]*\\d[0-9a-f]{4,}|[.-][0-9a-f]{8,}");

    private static String function(String method) {
        if (method.isEmpty() || method.equals("?") || method.endsWith("<anonymous>")) {
            return "";
        }
        Matcher receiver = SCRIPT_RECEIVER.matcher(method);
        return receiver.find() ? receiver.group(1) : method;
    }
}
