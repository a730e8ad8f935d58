package dev.fettle.sandbox;

import java.util.List;
import java.util.Map;

/**
 * Files read back from a sandbox.
 *
 * @param files content by path relative to the sandbox's folder, with forward slashes
 * @param refused paths that matched but were not read (a link, a pipe, a device, too large)
 */
public record Collected(Map<String, byte[]> files, List<String> refused) {
    public Collected {
        files = Map.copyOf(files);
        refused = List.copyOf(refused);
    }
}
