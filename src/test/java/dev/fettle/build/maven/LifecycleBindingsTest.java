package dev.fettle.build.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.junit.jupiter.api.Test;

/** What each packaging binds, with the version that Maven gives to it; "" where it takes the latest release. */
class LifecycleBindingsTest {
    @Test
    void aJarsPluginsHaveTheVersionsOfTheInstalledMaven() {
        assertThat(versions("jar"))
                .containsKeys("maven-surefire-plugin", "maven-install-plugin")
                .doesNotContainValue("");
    }

    @Test
    void aPackagingThatAPluginBringsLeavesTheirVersionsOpen() {
        assertThat(versions("bundle"))
                .containsEntry("maven-surefire-plugin", "")
                .containsEntry("maven-resources-plugin", "")
                .containsEntry("maven-install-plugin", "")
                .extractingByKeys("maven-clean-plugin", "maven-site-plugin")
                .as("life cycles of their own")
                .doesNotContain("");
    }

    @Test
    void aVersionOfTheModelStays() {
        Plugin surefire = new Plugin();
        surefire.setArtifactId("maven-surefire-plugin");
        surefire.setVersion("3.2.5");
        Model model = model("bundle");
        model.getBuild().addPlugin(surefire);

        assertThat(versions(model)).containsEntry("maven-surefire-plugin", "3.2.5");
    }

    private static Model model(String packaging) {
        Model model = new Model();
        model.setPackaging(packaging);
        model.setBuild(new org.apache.maven.model.Build());
        return model;
    }

    private static Map<String, String> versions(String packaging) {
        return versions(model(packaging));
    }

    private static Map<String, String> versions(Model model) {
        new LifecycleBindings(MavenInstallation.find(System.getenv())).injectLifecycleBindings(model, null, null);
        Map<String, String> versions = new TreeMap<>();
        model.getBuild()
                .getPlugins()
                .forEach(plugin ->
                        versions.put(plugin.getArtifactId(), plugin.getVersion() == null ? "" : plugin.getVersion()));
        return versions;
    }
}
