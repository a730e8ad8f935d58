package dev.fettle.repair.template.source;

import java.util.ArrayList;
import java.util.List;

/**
 * How the sources of one module are compiled.
 *
 * @param classPath jars and class folders, the module's own classes included
 * @param release the source level, 8 or later
 * @param strictRelease whether only what that release had may be used; false lets the running JDK's own classes in, for
 *     projects that reach for internal ones
 */
public record CompilerSettings(List<String> classPath, int release, boolean strictRelease) {
    public CompilerSettings {
        classPath = List.copyOf(classPath);
    }

    /** The same, with everything of the running JDK visible. */
    public CompilerSettings lenient() {
        return new CompilerSettings(classPath, release, false);
    }

    /** For javac. Annotation processors never run; sources beside the given ones are not looked for. */
    public List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "-proc:none",
                "-implicit:none",
                "-nowarn",
                "-Xlint:none",
                "-g",
                "-parameters",
                "-Xmaxerrs",
                "100000",
                "--should-stop=ifError=FLOW",
                "-classpath",
                String.join(java.io.File.pathSeparator, classPath),
                "-sourcepath",
                ""));
        if (strictRelease) {
            options.addAll(List.of("--release", String.valueOf(release)));
        } else {
            options.addAll(List.of("-source", String.valueOf(release), "-target", String.valueOf(release)));
        }
        return options;
    }
}
