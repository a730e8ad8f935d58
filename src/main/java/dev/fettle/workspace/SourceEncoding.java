package dev.fettle.workspace;

import java.nio.file.Path;

/** How the texts of a tree are written: in UTF-8, and where a file is not, a character a byte, so that what is not changed stays as it is. */
public final class SourceEncoding {
    private SourceEncoding() {}

    /**
     * A text as bytes, in the encoding of the file that it takes the place of.
     *
     * @param root of the tree
     * @param path relative, with forward slashes; where nothing lies, the text becomes UTF-8
     */
    public static byte[] bytes(Path root, String path, String text) {
        return Texts.like(new TreeFiles(root).read(path).orElse(null), text);
    }

    /** Whether a file of the tree is UTF-8. */
    public static boolean isUtf8(Path root, String path) {
        return new TreeFiles(root).read(path).flatMap(Texts::utf8).isPresent();
    }
}
