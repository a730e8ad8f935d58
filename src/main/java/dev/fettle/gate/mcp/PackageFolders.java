package dev.fettle.gate.mcp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders of the host whose packages servers may be started from: each may have a {@code node_modules} and a {@code .venv}.
 *
 * @param folders absolute, the nearest first
 */
public record PackageFolders(List<Path> folders) {
    /** Where packages for Node lie. */
    static final String NODE = "node_modules";
    /** Where a Python environment lies. */
    static final String PYTHON = ".venv";

    public PackageFolders {
        folders = List.copyOf(folders);
    }

    List<Path> node() {
        return existing(NODE).toList();
    }

    List<Path> python() {
        return existing(PYTHON).toList();
    }

    private Stream<Path> existing(String name) {
        return folders.stream().map(folder -> folder.resolve(name)).filter(Files::isDirectory);
    }
}
