package dev.fettle.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.workspace.FileChange.Kind;
import dev.fettle.workspace.FileChange.Line;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What only moved is not new. */
class MovesTest {
    private static final String TEXT =
            IntStream.range(0, 40).mapToObj(i -> "line " + i * i + "\n").collect(Collectors.joining());

    @Test
    void aMovedFileHasNoNewLine() {
        Change change = Changes.none()
                .delete("a/One.java", TEXT)
                .add("b/One.java", TEXT)
                .change();
        Moves moves = Moves.of(change);

        assertThat(moves.from("b/One.java")).contains("a/One.java");
        assertThat(moves.followed().files()).singleElement().satisfies(file -> {
            assertThat(file.kind()).isEqualTo(Kind.MODIFIED);
            assertThat(file.path()).isEqualTo("b/One.java");
            assertThat(file.before()).isEqualTo(file.after()).isEqualTo(TEXT);
            assertThat(file.added() + file.removed()).isZero();
        });
    }

    @Test
    void oneThatIsChangedOnItsWayHasTheLinesThatDiffer() {
        Change change = Changes.none()
                .delete("a/One.java", TEXT)
                .add("b/Two.java", TEXT.replace("line 25\n", "other\n"))
                .change();

        assertThat(Moves.of(change).followed().files()).singleElement().satisfies(file -> {
            assertThat(file.addedLines()).containsExactly(new Line(6, "other"));
            assertThat(file.removedLines()).containsExactly(new Line(6, "line 25"));
        });
    }

    @Test
    void whatSharesLessThanHalfIsNew() {
        Change change = Changes.none()
                .delete("a/One.java", TEXT)
                .add("b/One.java", "line 25\n" + "something else\n".repeat(40))
                .change();

        assertThat(Moves.of(change).followed()).isEqualTo(change);
    }

    @Test
    void theLikestIsTaken() {
        Change change = Changes.none()
                .delete("a/One.java", TEXT)
                .add("b/Like.java", TEXT.replace("line 25\n", "other\n").replace("line 36\n", "more\n"))
                .add("b/Same.java", TEXT)
                .change();
        Moves moves = Moves.of(change);

        assertThat(moves.from("b/Same.java")).contains("a/One.java");
        assertThat(moves.from("b/Like.java")).isEmpty();
        assertThat(moves.followed().added()).isEqualTo(40);
    }

    @Test
    void whatIsNoTextMovesWhenItIsTheSame() {
        Change change = Changes.none()
                .delete("a/logo.png", "\0\1\2")
                .add("b/logo.png", "\0\1\2")
                .add("b/other.png", "\0\1\3")
                .change();

        assertThat(Moves.of(change).followed().files())
                .extracting(FileChange::path, FileChange::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("b/logo.png", Kind.MODIFIED),
                        org.assertj.core.groups.Tuple.tuple("b/other.png", Kind.ADDED));
    }

    @Test
    void anEmptyFileIsLikeAnyOtherAndDoesNotMove() {
        Change change =
                Changes.none().delete("a/__init__.py", "").add("b/py.typed", "").change();

        assertThat(Moves.of(change).followed()).isEqualTo(change);
    }
}
