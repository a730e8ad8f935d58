package dev.fettle.sandbox.bubblewrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Settings of this machine's operator that lie below /usr, where build tools that no package brought keep them: mirrors, proxies, passwords and tokens. Every sandbox
 * shows /usr, so each of these is covered.
 *
 * @param files shown empty
 * @param folders shown empty
 */
record OperatorFiles(Set<Path> files, Set<Path> folders) {
    /** Where the folders of programs lie side by side. */
    private static final List<String> PLACES =
            List.of("share", "lib", "lib64", "opt", "local", "local/share", "local/lib", "local/opt", "local/src");

    /** What Maven, Gradle and Ant read for all users of the machine, from a folder of their own. */
    private static final List<String> FILES = List.of(
            "conf/settings.xml",
            "conf/settings-security.xml",
            "conf/settings-security4.xml",
            "conf/toolchains.xml",
            "conf/maven.properties",
            "conf/maven-user.properties",
            "conf/maven-system.properties",
            "gradle.properties");

    private static final List<String> FOLDERS = List.of("init.d");

    /** What npm, pip and others read for all users of the machine. */
    private static final List<String> SETTINGS = List.of("etc", "local/etc");

    private static final List<String> PROGRAMS = List.of("bin/mvn", "bin/gradle", "local/bin/mvn", "local/bin/gradle");

    OperatorFiles {
        files = Set.copyOf(files);
        folders = Set.copyOf(folders);
    }

    /** Looks for them, following links; what a link leads out of there is not shown anyway. */
    static OperatorFiles below(Path usr) {
        Set<Path> files = new TreeSet<>();
        Set<Path> folders = new TreeSet<>();
        try {
            Path root = usr.toRealPath();
            for (Path home : homes(root)) {
                for (String name : FILES) {
                    add(files, home.resolve(name), root);
                }
                if (Files.isDirectory(home.resolve("bin")) && Files.isDirectory(home.resolve("lib"))) {
                    for (String name : FOLDERS) {
                        add(folders, home.resolve(name), root);
                    }
                }
            }
            for (String name : SETTINGS) {
                add(folders, root.resolve(name), root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for settings below " + usr, e);
        }
        files.removeIf(file -> folders.stream().anyMatch(file::startsWith));
        return new OperatorFiles(files, folders);
    }

    private static Set<Path> homes(Path root) throws IOException {
        Set<Path> homes = new TreeSet<>();
        for (String place : PLACES) {
            if (Files.isDirectory(root.resolve(place))) {
                try (Stream<Path> entries = Files.list(root.resolve(place))) {
                    entries.filter(Files::isDirectory).forEach(homes::add);
                }
            }
        }
        for (String program : PROGRAMS) {
            Path link = root.resolve(program);
            if (Files.exists(link)) {
                homes.add(link.toRealPath().resolve("../..").normalize());
            }
        }
        // /usr itself is a home to a program in /usr/bin that is no link
        homes.remove(root);
        return homes;
    }

    private static void add(Set<Path> found, Path path, Path root) throws IOException {
        if (Files.exists(path)) {
            Path real = path.toRealPath();
            if (real.startsWith(root) && !real.equals(root)) {
                found.add(real);
            }
        }
    }
}
