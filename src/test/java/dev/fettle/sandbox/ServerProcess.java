package dev.fettle.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** Another JVM on this machine with the sandbox's classes, as another server or another user would have them. */
final class ServerProcess {
    private ServerProcess() {}

    /** Copies the classes to where every user can read them and starts {@code main} there, by way of {@code prefix}. */
    static Process start(Path home, List<String> prefix, Class<?> main, String... arguments) throws Exception {
        Path classes = Files.createDirectories(home.resolve("classes"));
        for (Class<?> one : List.of(Sandbox.class, ServerProcess.class)) {
            Path from = locationOf(one).resolve("dev/fettle/sandbox");
            copy(from, classes.resolve("dev/fettle/sandbox"));
        }
        Path logging = locationOf(Logger.class);
        Path jar = classes.resolve("slf4j.jar");
        if (!Files.exists(jar)) {
            Files.copy(logging, jar);
        }
        List<String> argv = new ArrayList<>(prefix);
        argv.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        argv.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", classes + ":" + jar, main.getName()));
        argv.addAll(List.of(arguments));
        return new ProcessBuilder(argv).directory(new java.io.File("/")).start();
    }

    private static Path locationOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else if (!Files.exists(target)) {
                    Files.copy(path, target);
                }
            }
        }
    }
}
