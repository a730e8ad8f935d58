package dev.fettle.build.maven;

import dev.fettle.base.Certificates;
import dev.fettle.build.BuildException;
import dev.fettle.build.Project;
import dev.fettle.build.Project.Module;
import dev.fettle.build.maven.Reactor.Unit;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.RepositorySystem;

/** Reads one build and fetches what it needs. Runs nothing of it. */
final class Preparation {
    /** Of what is prepared; another one wherever that changes, so that what an earlier release kept is not taken for it. */
    private static final String KIND = "12";

    private static final Pattern OF_THE_MACHINE =
            Pattern.compile("java\\.(vendor|vm|specification|class\\.version|runtime)[a-z.]*|os\\.(name|arch|version)"
                    + "|(file|path|line)\\.separator|(file|native|sun\\.jnu)\\.encoding|user\\.(language|country)"
                    + "|sun\\.arch\\.data\\.model|java\\.io\\.tmpdir");

    private final Path cache;
    private final Map<String, String> environment;
    private final MavenInstallation maven;
    private final RepositorySystem system;
    private final PreparedStore store;
    private final Optional<Certificates> trusted;
    private final PublicWay way;
    private final Path home;

    Preparation(
            Path cache,
            Map<String, String> environment,
            MavenInstallation maven,
            RepositorySystem system,
            PreparedStore store,
            Optional<Certificates> trusted,
            PublicWay way) {
        this.cache = cache;
        this.environment = environment;
        this.maven = maven;
        this.system = system;
        this.store = store;
        this.trusted = trusted;
        this.way = way;
        this.home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    }

    Project prepare(Path tree) {
        Reactor scanned = Reactor.scan(tree);
        List<Jdk> jdks = Jdk.installed(environment);
        String key = key(tree, scanned, jdks);
        Optional<Project> known = store.find(key);
        if (known.isPresent()) {
            return known.get();
        }
        SandboxFiles.write(cache, jdks);
        // Profiles may depend on the JDK, and the JDK on what profiles say: read once with ours, and again when another
        // is chosen.
        Jdk ours = new Jdk(
                Path.of(System.getProperty("java.home")),
                System.getProperty("java.version"),
                Runtime.version().feature());
        Reading reading = read(tree, ours);
        Jdk chosen = choose(reading, jdks);
        if (!chosen.version().equals(ours.version())) {
            reading = read(tree, chosen);
            chosen = choose(reading, jdks);
        }
        return finish(reading, chosen, key);
    }

    private record Reading(Reactor reactor, Fetcher fetcher, List<Unit> units) {}

    private Reading read(Path tree, Jdk jdk) {
        MavenConfig config = MavenConfig.read(tree);
        OperatorSettings settings =
                OperatorSettings.read(home.resolve(".m2/settings.xml"), maven.globalSettings(), environment);
        Properties properties = properties(tree, jdk, config);
        Reactor reactor = Reactor.scan(tree);
        Fetcher fetcher =
                new Fetcher(system, cache, settings.localRepository(home), settings, trusted, way, properties, reactor);
        new ModelReader(maven, fetcher, reactor, properties, config).readAll();
        return new Reading(reactor, fetcher, reactor.ordered());
    }

    private static Jdk choose(Reading reading, List<Jdk> jdks) {
        List<String> enforced = SourceLevel.enforced(reading.units());
        return Jdk.choose(
                jdks,
                SourceLevel.lowest(reading.units()),
                SourceLevel.of(reading.units()),
                jdk -> enforced.stream().allMatch(range -> SourceLevel.fits(jdk, range)),
                enforced.isEmpty() ? "" : "a Java that its enforcer takes, " + String.join(" and ", enforced));
    }

    private Project finish(Reading reading, Jdk jdk, String key) {
        PluginFetch plugins = new PluginFetch(reading.fetcher(), maven.version());
        for (String[] extension : coreExtensions(reading.reactor().root())) {
            plugins.extension(
                    extension[0],
                    extension[1],
                    extension[2],
                    plugins.repositories(reading.units().get(0)));
        }
        ModuleReader modules = new ModuleReader(reading.fetcher(), reading.reactor(), plugins);
        List<Module> code = new ArrayList<>();
        boolean single = reading.units().size() == 1;
        for (Unit unit : reading.units()) {
            plugins.fetch(unit);
            if (single || !unit.model().getPackaging().equals("pom")) {
                code.add(modules.read(unit));
            }
        }
        if (code.isEmpty()) {
            throw new BuildException("The build has no module with code.");
        }
        Set<Path> readOnly = new LinkedHashSet<>();
        readOnly.add(jdk.home());
        readOnly.addAll(maven.readOnly());
        readOnly.add(cache);
        SandboxModels adapted = SandboxModels.of(reading.reactor(), reading.units(), jdk);
        Project project = new Project(
                "maven",
                jdk.home(),
                Math.max(SourceLevel.of(reading.units()), adapted.level()),
                code,
                List.copyOf(readOnly),
                adapted.models(),
                adapted.notes());
        Set<Path> files = new TreeSet<>(reading.fetcher().files());
        files.addAll(MetadataCopies.write(reading.fetcher().versionLists()));
        store.open(files);
        // What may change under the same name is asked for anew each time.
        if (files.stream().noneMatch(file -> file.toString().contains("-SNAPSHOT"))) {
            store.keep(key, project, files);
        }
        return project;
    }

    private String key(Path tree, Reactor reactor, List<Jdk> jdks) {
        List<String> texts =
                new ArrayList<>(List.of(KIND, maven.version(), maven.home().toString(), cache.toString()));
        jdks.forEach(jdk -> texts.add(jdk.home() + " " + jdk.version()));
        Set<Path> files = new TreeSet<>(reactor.pomFiles());
        for (String name : List.of(".mvn/maven.config", ".mvn/extensions.xml")) {
            if (Files.isRegularFile(tree.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                files.add(tree.resolve(name));
            }
        }
        // The tree lies elsewhere each time; its files count by their place in it.
        for (Path file : files) {
            texts.add(tree.relativize(file) + " " + PreparedStore.checksum(file));
        }
        return PreparedStore.key(texts, OperatorSettings.files(home, maven));
    }

    /**
     * What {@code ${…}} and profiles see: this machine, with the chosen JDK and the sandbox's home. Of the server's own properties no others, as a project may put them into an address that is then asked:
     * the password of a proxy or of a key store is among them.
     */
    private Properties properties(Path tree, Jdk jdk, MavenConfig config) {
        Properties properties = new Properties();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> OF_THE_MACHINE.matcher(name).matches())
                .forEach(name -> properties.setProperty(name, System.getProperty(name)));
        properties.setProperty("java.version", jdk.version());
        properties.setProperty(
                "java.specification.version", jdk.feature() <= 8 ? "1." + jdk.feature() : "" + jdk.feature());
        properties.setProperty("java.home", jdk.home().toString());
        properties.setProperty("user.home", "/home/fettle");
        properties.setProperty("user.name", "fettle");
        properties.setProperty("user.dir", tree.toString());
        properties.setProperty("maven.version", maven.version());
        properties.setProperty("maven.home", maven.home().toString());
        properties.setProperty("maven.multiModuleProjectDirectory", tree.toString());
        properties.setProperty("env.JAVA_HOME", jdk.home().toString());
        properties.setProperty("env.HOME", "/home/fettle");
        // What the extension os-maven-plugin sets in most builds that run native compilers.
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "osx" : "linux";
        String processor = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch_64";
        properties.setProperty("os.detected.name", system);
        properties.setProperty("os.detected.arch", processor);
        properties.setProperty("os.detected.classifier", system + "-" + processor);
        properties.putAll(config.properties());
        return properties;
    }

    private static List<String[]> coreExtensions(Path tree) {
        Path file = tree.resolve(".mvn/extensions.xml");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        List<String[]> extensions = new ArrayList<>();
        try (Reader in = Files.newBufferedReader(file)) {
            for (Xpp3Dom extension : Xpp3DomBuilder.build(in).getChildren("extension")) {
                extensions.add(new String[] {
                    Coordinates.child(extension, "groupId"),
                    Coordinates.child(extension, "artifactId"),
                    Coordinates.child(extension, "version")
                });
            }
            return extensions;
        } catch (XmlPullParserException e) {
            throw BuildException.ofTheProject("The file .mvn/extensions.xml cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
