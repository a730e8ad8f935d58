package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.CiFailure.CompileError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recognises a compiler's message in one line of build output. */
final class CompileErrors {
    /** Without its "error: " only its usual words tell a compiler's message from a red test's. */
    private static final String JAVAC_SAYS =
            "cannot find symbol.*|incompatible types.*|package \\S+ does not exist|unreported exception .*|"
                    + ".* is not abstract and does not override .*|.* cannot be applied to given types.*|no suitable (?:method|constructor) .*|"
                    + ".* might (?:not|already) have been .*|.* is already defined in .*|.* has private access in .*|missing return statement|"
                    + "reached end of file while parsing|illegal start of .*|not a statement|'.+' expected|<identifier> expected|class, interface.* expected|"
                    + "method does not override .*|unclosed .*|unreachable statement|duplicate class: .*";

    private static final List<Pattern> FORMS = List.of(
            // maven-compiler-plugin
            Pattern.compile("^\\[ERROR\\] (\\S.*\\.(?:java|kt|groovy|scala)):\\[(\\d+)(?:,\\d+)?\\] (.+)$"),
            // javac, as Gradle and ant show it
            Pattern.compile("^\\s*(?:\\[javac\\] )?(\\S.*\\.(?:java|groovy|scala)):(\\d+): (?:error: )(.+)$"),
            // kotlin-maven-plugin
            Pattern.compile("^\\[ERROR\\] (\\S.*\\.kts?): ?[\\[(](\\d+), ?\\d+[\\])] (.+)$"),
            // kotlinc
            Pattern.compile("^(?:\\[ERROR\\] )?e: (?:file://)?(\\S+\\.kts?):?[:( ]+(\\d+)[:,] ?\\d+\\)?:? (.+)$"),
            // tsc, both forms
            Pattern.compile("^(\\S+\\.[cm]?tsx?)\\((\\d+),\\d+\\): error (TS\\d+: .+)$"),
            Pattern.compile("^(\\S+\\.[cm]?tsx?):(\\d+):\\d+ - error (TS\\d+: .+)$"),
            // scalac through sbt and Maven
            Pattern.compile("^\\[error\\] (?:-- (?:\\[E\\d+\\] )?.*?Error: )?(\\S+\\.scala):(\\d+):\\d+:? ?(.*)$"),
            // csc
            Pattern.compile("^\\s*(\\S.*\\.(?:cs|fs|vb))\\((\\d+),\\d+\\): error ((?:CS|FS|BC)\\d+: .+)$"),
            // an annotation of GitHub's, made by a problem matcher of the same compiler
            Pattern.compile("^(\\S+\\.(?:java|kts?|groovy|scala)):(\\d+): failure: error: (.+)$"),
            Pattern.compile("^(\\S+\\.(?:java|groovy)):(\\d+): failure: (" + JAVAC_SAYS + ")$"),
            Pattern.compile("^(\\S+\\.[cm]?tsx?):(\\d+): failure: (?:error )?(TS\\d+: .+)$"),
            // go
            Pattern.compile("^(?:vet: )?(\\.?/?[\\w./-]+\\.go):(\\d+):\\d+: (.+)$"));

    private static final Pattern FAILED_WITHOUT_PLACE = Pattern.compile(
            "^\\[ERROR\\] (?:Failed to execute goal \\S+maven-compiler-plugin\\S+ .*?: )?((?:Fatal error compiling|error: ).*)$");

    private static final Pattern RUSTC = Pattern.compile("^(error(?:\\[E\\d+\\])?: .+)$");
    private static final Pattern RUSTC_PLACE = Pattern.compile("^\\s*--> (\\S+\\.rs):(\\d+):\\d+$");

    private CompileErrors() {}

    /** The message that a line names, or ends: rustc tells the place below it. Null when there is none. */
    static @Nullable CompileError read(List<String> lines, int at) {
        String line = lines.get(at);
        Matcher place = at > 0 && line.contains("--> ") ? RUSTC_PLACE.matcher(line) : null;
        if (place != null && place.find()) {
            Matcher error = RUSTC.matcher(lines.get(at - 1));
            return error.find()
                    ? new CompileError(place.group(1), JavaFrames.number(place.group(2)), error.group(1))
                    : null;
        }
        return read(line);
    }

    /** The message in a line, null when there is none. */
    static @Nullable CompileError read(String line) {
        boolean may = line.contains("rror") || line.contains("ERROR") || line.contains("e: ") || line.contains(".go:");
        if (!may) {
            return null;
        }
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(line);
            if (matcher.find()) {
                return new CompileError(matcher.group(1), JavaFrames.number(matcher.group(2)), matcher.group(3));
            }
        }
        Matcher bare = FAILED_WITHOUT_PLACE.matcher(line);
        return bare.find() ? new CompileError("", 0, bare.group(1)) : null;
    }
}
