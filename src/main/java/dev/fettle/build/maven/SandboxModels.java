package dev.fettle.build.maven;

import dev.fettle.build.BuildException;
import dev.fettle.build.maven.Reactor.Unit;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Writer;

/**
 * What must read otherwise in a build's models so that its tests run here: an old level, and checks that say nothing of tests. Only the sandbox sees these
 * models; the tree keeps its own.
 *
 * @param level what old modules were raised to, 0 for none
 * @param models their texts by path in the tree
 * @param notes what was changed, for a person
 */
record SandboxModels(int level, Map<String, String> models, List<String> notes) {
    static SandboxModels of(Reactor reactor, List<Unit> units, Jdk jdk) {
        int raised = OldBuild.level(jdk);
        Map<String, String> models = new TreeMap<>();
        Set<Integer> old = new TreeSet<>();
        for (Unit unit : units) {
            boolean isOld = OldBuild.isOld(unit.model(), jdk);
            if (isOld || Checks.any(unit.model())) {
                Model raw = reactor.rawModel(unit.pom()).clone();
                if (isOld) {
                    old.add(SourceLevel.of(unit.model()));
                    OldBuild.raise(raw, unit.model(), raised);
                }
                Checks.unbind(raw, unit.model());
                models.put(reactor.root().relativize(unit.pom()).toString().replace('\\', '/'), text(raw));
            }
        }
        return old.isEmpty()
                ? new SandboxModels(0, models, List.of())
                : new SandboxModels(raised, models, List.of(note(old, raised, jdk)));
    }

    private static String note(Set<Integer> old, int raised, Jdk jdk) {
        String written = String.join(" and ", old.stream().map(String::valueOf).toList());
        return "It is written for Java " + written + ", which JDK " + jdk.version()
                + " no longer compiles; it was built as Java " + raised + ".";
    }

    private static String text(Model model) {
        try {
            StringWriter text = new StringWriter();
            new MavenXpp3Writer().write(text, model);
            return text.toString();
        } catch (IOException e) {
            throw new BuildException("The model of " + model.getArtifactId() + " cannot be written.", e);
        }
    }
}
