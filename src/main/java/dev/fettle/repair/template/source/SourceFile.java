package dev.fettle.repair.template.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;

/** One attributed file: its tree and the text that the tree's offsets point into. */
public final class SourceFile {
    private final String path;
    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final String indentUnit;
    private final String lineEnd;

    SourceFile(String path, String text, CompilationUnitTree unit, SourcePositions positions) {
        this.path = path;
        this.text = text;
        this.unit = unit;
        this.positions = positions;
        this.indentUnit = indentUnit(text);
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** Relative to the root of the tree. */
    public String path() {
        return path;
    }

    public String text() {
        return text;
    }

    public CompilationUnitTree unit() {
        return unit;
    }

    /** Offset of the tree's first character, -1 for what the compiler made up. */
    public int start(Tree tree) {
        return (int) positions.getStartPosition(unit, tree);
    }

    /** Offset after the tree's last character, -1 for what the compiler made up. */
    public int end(Tree tree) {
        return (int) positions.getEndPosition(unit, tree);
    }

    /** Whether the tree stands in the text; the compiler makes up some, such as a constructor's call of super(). */
    public boolean isWritten(Tree tree) {
        return start(tree) >= 0 && end(tree) > start(tree);
    }

    /** The tree as it is written. */
    public String text(Tree tree) {
        return text.substring(start(tree), end(tree));
    }

    /** Line of an offset, 1-based. */
    public int line(int offset) {
        LineMap lines = unit.getLineMap();
        return (int) lines.getLineNumber(Math.max(0, offset));
    }

    /** @param line 1-based; "" where the file has no such line */
    public String textOfLine(int line) {
        if (line < 1 || line > line(text.length())) {
            return "";
        }
        int from = (int) unit.getLineMap().getStartPosition(line);
        int to = text.indexOf('\n', from);
        return text.substring(from, to < 0 ? text.length() : to);
    }

    /** The white space that begins the line of an offset. */
    public String indent(int offset) {
        int from = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
        int to = from;
        while (to < text.length() && (text.charAt(to) == ' ' || text.charAt(to) == '\t')) {
            to++;
        }
        return text.substring(from, to);
    }

    /** One step of indentation in this file. */
    public String indentUnit() {
        return indentUnit;
    }

    /** How this file ends its lines. */
    public String lineEnd() {
        return lineEnd;
    }

    private static String indentUnit(String text) {
        int two = 0;
        int four = 0;
        for (String line : text.split("\n", 400)) {
            if (line.startsWith("\t")) {
                return "\t";
            }
            if (line.startsWith("    ")) {
                four++;
            } else if (line.startsWith("  ") && !line.startsWith("   ")) {
                two++;
            }
        }
        return two > 0 && two * 4 > four ? "  " : "    ";
    }
}
