package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What has no room is cut where a reader can tell. */
class CutTextTest {
    @Test
    void aPathLosesWholeFolders() {
        String path = "src/main/java/demo/contacts/Initials.java";

        assertThat(Markdown.place(path, 16, 40)).isEqualTo("`…/java/demo/contacts/Initials.java:16`");
        assertThat(Markdown.place(path, 16, 44)).isEqualTo("`" + path + ":16`");
        assertThat(Markdown.place("AnExtraordinarilyLongName.java", 7, 20)).isEqualTo("`…rilyLongName.java:7`");
    }

    @Test
    void aListLosesWholeItems() {
        List<String> items = List.of("what no test covers", "speed under load", "the rule's own record");

        assertThat(Words.whole(items, 80)).isEqualTo("what no test covers, speed under load, the rule's own record");
        assertThat(Words.whole(items, 45)).isEqualTo("what no test covers, speed under load, …");
        assertThat(Words.whole(items, 5)).isEqualTo("what no test covers, …");
    }
}
