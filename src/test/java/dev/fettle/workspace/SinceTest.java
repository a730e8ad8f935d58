package dev.fettle.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.workspace.Since.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a released revision's lines are on the branch by now. */
class SinceTest {
    private static final String CART = "src/main/java/shop/Cart.java";
    private static final String TEXT =
            "package shop;\n\nclass Cart {\n    int total() {\n        return 1;\n    }\n}\n";

    @TempDir
    Path folder;

    private Sample sample;
    private String released;

    @BeforeEach
    void aRelease() {
        sample = new Sample(folder);
        released = sample.person(Map.of(CART, TEXT, "other.txt", "x\n"));
        sample.main().close();
    }

    private Optional<Place> now(String name, int line) {
        sample.main().close();
        try (Since since = sample.workspaces
                .since(sample.remote, List.of(name), "refs/heads/main")
                .orElseThrow()) {
            assertThat(since.commit()).isEqualTo(released);
            return since.now(CART, line);
        }
    }

    private void tag(String name) throws IOException {
        Path tag = sample.origin.directory().resolve("refs/tags/" + name);
        Files.createDirectories(tag.getParent());
        Files.writeString(tag, released + "\n");
    }

    @Test
    void aLineMovesWithWhatIsWrittenAboveIt() {
        sample.person(Map.of(CART, TEXT.replace("class Cart", "/** A cart. */\n@Deprecated\nclass Cart")));

        assertThat(now(released, 5)).contains(new Place(CART, 7));
        assertThat(now(released, 1)).contains(new Place(CART, 1));
        assertThat(now(released.substring(0, 9), 5)).contains(new Place(CART, 7));
    }

    @Test
    void aLineThatWasChangedIsNowhere() {
        sample.person(Map.of(CART, TEXT.replace("return 1", "return 2")));

        assertThat(now(released, 5)).contains(new Place(CART, 0));
        assertThat(now(released, 6)).contains(new Place(CART, 6));
    }

    @Test
    void aRenamedFileIsFollowed() {
        String there = "core/src/main/java/shop/cart/Basket.java";
        sample.origin.commitFiles("main", Map.of(there, "\n" + TEXT), Set.of(CART), Sample.message("Move"));

        assertThat(now(released, 5)).contains(new Place(there, 6));
    }

    @Test
    void aFileThatIsGoneIsNowhere() {
        sample.origin.commitFiles("main", Map.of(), Set.of(CART), Sample.message("Remove"));

        assertThat(now(released, 5)).isEmpty();
    }

    @Test
    void aTagIsFetchedWhenItIsAskedFor() throws IOException {
        tag("v1.4.2");
        sample.person(Map.of(CART, "// new\n" + TEXT));

        assertThat(now("v1.4.2", 5)).contains(new Place(CART, 6));
    }

    @Test
    void whatIsNoCommitAndNoTagIsNotThere() throws IOException {
        tag("v1.4.2");

        for (String name : List.of("v9", "0123456789abcdef0123456789abcdef01234567", "--upload-pack=x", "../v1", "")) {
            assertThat(sample.workspaces.since(sample.remote, List.of(name), "refs/heads/main"))
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    void withoutACopyNothingIsFetched() {
        GitWorkspaces empty = Sample.workspaces(folder.resolve("new"), folder.resolve("forge"));

        assertThat(empty.since(sample.remote, List.of(released), "refs/heads/main"))
                .isEmpty();
        assertThat(folder.resolve("new/mirrors")).isEmptyDirectory();
    }
}
