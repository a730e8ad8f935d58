package dev.fettle.app;

import dev.fettle.base.settings.ServerSettings;
import dev.fettle.build.maven.MavenBuild;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The environment that build tools are told of: this process's, with what the settings say of the network. */
final class BuildEnvironment {
    private BuildEnvironment() {}

    /** The forge's authorities sign for the repositories of dependencies, too: who has a certificate authority of their own has one. */
    static Map<String, String> of(Map<String, String> environment, ServerSettings settings) {
        Optional<Path> bundle = settings.forge().caBundle();
        if (bundle.isEmpty()) {
            return environment;
        }
        Map<String, String> told = new HashMap<>(environment);
        told.put(MavenBuild.CA_BUNDLE, bundle.get().toString());
        return told;
    }
}
