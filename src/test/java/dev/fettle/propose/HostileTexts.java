package dev.fettle.propose;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Strings that try to become more than text, the same for the same seed. */
final class HostileTexts {
    private static final List<String> PIECES = List.of(
            "@octocat", "@acme/admins", "#1", "acme/pricing#7", "GH-12", "gh-3", "fixes #9", "Closes: #4", "resolves GH-5",
            "fixes https://github.com/acme/pricing/issues/3", "https://evil.example/x?y=1", "http://a.b", "www.evil.example",
            "mailto:a@b.example", "a@b.example", "ftp://x.example/", "[link](https://evil.example)", "![i](//evil.example/p.png)",
            "[ref]", "[ref]: https://evil.example", "<https://evil.example>", "<img src=x onerror=alert(1)>", "<script>", "</details>",
            "<details>", "<!--", "-->", "<!-- fettle:ticket:other_1 -->", "<b>", "<a href=x>", "&lt;b&gt;", "&#64;octocat", "&#x40;all",
            "&commat;all", "`", "``", "```", "````", "~~~", "~~x~~", "**", "*", "_", "__", "\\", "\\`", "\\|", "\\\\|", "|", "||", "| a | b |",
            "|---|", "# H", "## H", "- x", "+ x", "1. x", "2) x", "> q", "---", "===", "***", "    code", "\t", "\n", "\n\n", "\r\n", "\r", " ",
            "\u2028", "\u2029", "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\u0000", "\u001b[31m", "\u001b]8;;http://x\u0007", "\u0085",
            "\ud83d", "\ude00", "\ud83d\ude00", "\ud83c\udff4", "\udb40\udc67", "é", "日本", "ﬁxes #1", "＠octocat", "＃1", "1f0c9a7be4d25f6378910acdb24e6f8091a3c5d7",
            "9d8c7b6", "a".repeat(130), "`".repeat(70), "$x$", "$$", ":tada:", "[ ]", "[x] done", "[^1]", "[^1]: note", "word", "the", "(", ")", "'", "\"",
            "{", "}", "^", "%", "Co-authored-by: X <x@y.example>", "Signed-off-by: X <x@y.example>", "Fettle-Ticket: other_1", "[skip ci]", "/fettle stop",
            "javascript:alert(1)", "xmpp:a@b.example", "@", "#", "fix", "close", "GH-", "0", "7", ".", "-", ":");

    private HostileTexts() {}

    /** Longer and shorter ones, put together from pieces. */
    static Stream<String> stream(long seed, int count) {
        Random random = new Random(seed);
        return Stream.generate(() -> one(random)).limit(count);
    }

    private static String one(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(random.nextInt(8) == 0 ? 60 : 7);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
            text.append(random.nextInt(3) == 0 ? " " : "");
        }
        return text.toString();
    }
}
