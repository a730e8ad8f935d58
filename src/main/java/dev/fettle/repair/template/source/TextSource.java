package dev.fettle.repair.template.source;

import java.net.URI;
import java.net.URISyntaxException;
import javax.tools.FileObject;
import javax.tools.SimpleJavaFileObject;

/** A source file held in memory. */
public final class TextSource extends SimpleJavaFileObject {
    private final String text;

    /** @param path relative to the tree's root; its last segment must be the name of a public class inside */
    public TextSource(String path, String text) {
        super(address(path), Kind.SOURCE);
        this.text = text;
    }

    private static URI address(String path) {
        try {
            return new URI("text", null, "/" + path, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a path of a source file: " + path, e);
        }
    }

    /** The path of a source made here, also where javac hands back a wrapper around it. */
    public static String pathOf(FileObject source) {
        return source.getName().substring(1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
