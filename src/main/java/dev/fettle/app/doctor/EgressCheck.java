package dev.fettle.app.doctor;

import dev.fettle.build.BuildException;
import dev.fettle.build.maven.MavenLook;
import dev.fettle.sandbox.TreeRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The other way out beside the forge: where the dependencies of projects come from. */
public final class EgressCheck implements Check {
    private final MavenLook maven;

    public EgressCheck(MavenLook maven) {
        this.maven = maven;
    }

    @Override
    public String name() {
        return "egress";
    }

    @Override
    public List<Finding> look() {
        try {
            Path scratch = Files.createTempDirectory("fettle-doctor");
            try {
                return List.of(judged(maven.central(scratch)));
            } finally {
                TreeRemoval.remove(scratch);
            }
        } catch (BuildException e) {
            return List.of(Finding.unknown(name(), String.valueOf(e.getMessage()), "Mend 'tools' first."));
        } catch (IOException e) {
            return List.of(Finding.unknown(
                    name(),
                    "no temporary folder can be made: " + e,
                    "Make room in " + System.getProperty("java.io.tmpdir")));
        }
    }

    private Finding judged(MavenLook.Reached reached) {
        return reached.trouble().isEmpty()
                ? Finding.good(name(), "dependencies come from " + reached.repository() + ", which answers")
                : Finding.warning(
                        name(),
                        "dependencies come from " + reached.repository() + ", which does not answer: "
                                + reached.trouble(),
                        "What is not in the cache cannot be fetched, so new projects fail as ENVIRONMENT. Open the way, or name a mirror or a proxy in ~/.m2/settings.xml of Fettle's user.");
    }
}
