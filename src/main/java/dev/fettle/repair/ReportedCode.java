package dev.fettle.repair;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Java code that an issue shows. Untrusted.
 *
 * @param number of the issue
 * @param blocks what stands in its fences, in their order
 * @param prose the text without them
 * @param mayBeKept whether a test made of it may become part of a pull request: only when its author could have pushed it as well
 */
public record ReportedCode(long number, List<String> blocks, String prose, boolean mayBeKept) {
    private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})\\s*([A-Za-z0-9+#_.-]*).*$");
    private static final int MOST = 5;
    private static final int LONGEST = 20_000;

    public ReportedCode {
        blocks = List.copyOf(blocks);
    }

    /** Reads an issue's text; empty where no fence says, or may mean, that it holds Java. */
    public static Optional<ReportedCode> of(long number, String text, boolean mayBeKept) {
        List<String> blocks = new ArrayList<>();
        StringBuilder prose = new StringBuilder();
        StringBuilder block = new StringBuilder();
        String open = "";
        boolean java = false;
        for (String line : text.lines().toList()) {
            Matcher fence = FENCE.matcher(line);
            boolean isFence = fence.matches();
            if (open.isEmpty() && isFence) {
                open = fence.group(1);
                String language = fence.group(2).toLowerCase(Locale.ROOT);
                java = language.isEmpty() || language.equals("java");
                block.setLength(0);
            } else if (!open.isEmpty()
                    && isFence
                    && fence.group(1).startsWith(open)
                    && fence.group(2).isEmpty()) {
                keep(block, java, blocks, prose);
                open = "";
            } else {
                (open.isEmpty() ? prose : block).append(line).append('\n');
            }
        }
        if (!open.isEmpty()) {
            keep(block, java, blocks, prose);
        }
        return blocks.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportedCode(number, blocks, prose.toString(), mayBeKept));
    }

    /** What is no Java is part of what the issue says: a trace, most often. */
    private static void keep(StringBuilder block, boolean java, List<String> blocks, StringBuilder prose) {
        boolean statements = block.indexOf(";") >= 0 && block.indexOf("\tat ") < 0 && block.indexOf("    at ") < 0;
        if (java && statements && block.length() <= LONGEST && blocks.size() < MOST) {
            blocks.add(block.toString());
        } else {
            prose.append(block);
        }
    }
}
