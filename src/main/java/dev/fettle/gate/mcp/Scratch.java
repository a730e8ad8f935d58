package dev.fettle.gate.mcp;

/**
 * Places that a probe may write to, outside the tree, as absolute paths inside the sandbox.
 *
 * @param folder an empty folder
 * @param vault a folder that Obsidian would open
 * @param repository a git repository with one commit and one file that is not committed, once it was made
 */
record Scratch(String folder, String vault, String repository) {
    /** Where they lie below a sandbox's folder. */
    static final String NAME = "scratch";

    static Scratch below(String folder) {
        return new Scratch(folder, folder + "/vault", folder + "/repository");
    }
}
