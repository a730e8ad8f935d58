package dev.fettle.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestRun;
import dev.fettle.improve.kit.TextBuild;
import dev.fettle.repair.Reproducer.NotReproduced;
import dev.fettle.repair.Reproducer.Reproduced;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A named test of a large suite: seen red at once, while the suite still runs. */
@Timeout(60)
class SuiteBesideTest extends TextTreeTest {
    private static final TestId ADDS = new TestId("shop.PriceTest", "adds");
    private static final TestId OTHER = new TestId("shop.OtherTest", "other");

    @BeforeEach
    void aLargeSuiteWithTwoRedTests() throws IOException {
        write("src/test/java/shop/PriceTest.java", "package shop;\n// test adds: " + SOURCE + " says net + tax\n");
        write(
                "src/test/java/shop/OtherTest.java",
                "package shop;\n// test other: " + SOURCE + " says what nobody wrote\n");
        for (int i = 0; i < 40; i++) {
            write("src/test/java/shop/Part" + i + "Test.java", "package shop;\n// test p: " + SOURCE + " says class\n");
        }
    }

    @Test
    void theSearchNeedNotWaitForTheSuite() {
        CountDownLatch searched = new CountDownLatch(1);
        try (Workspace workspace = workspace()) {
            Reproduced seen = (Reproduced) reproduce(new Build(cell -> await(searched)), workspace, ADDS);
            try (SuiteBeside suite = Objects.requireNonNull(seen.suite())) {
                Reproduction early = seen.reproduction();
                assertThat(early.whole()).isFalse();
                assertThat(early.red()).extracting(outcome -> outcome.id()).containsExactly(ADDS);
                assertThat(early.baseline().ids()).containsExactly(ADDS);

                searched.countDown();
                Reproduction late = ((Reproduced) suite.join(early)).reproduction();

                assertThat(late.whole()).isTrue();
                assertThat(late.redBefore()).containsExactly(OTHER);
                assertThat(late.baseline().ids()).hasSize(42);
            }
        }
    }

    @Test
    void aNamedTestThatIsGreenAmongTheOthersIsFlaky() {
        Build mending = new Build(cell -> say(cell, "net + tax"));
        try (Workspace workspace = workspace()) {
            Reproduced seen = (Reproduced) reproduce(mending, workspace, ADDS);
            try (SuiteBeside suite = Objects.requireNonNull(seen.suite())) {
                assertThat(suite.join(seen.reproduction()))
                        .isInstanceOfSatisfying(
                                NotReproduced.class,
                                not -> assertThat(not.reason()).isEqualTo(RepairReason.FLAKY));
            }
        }
    }

    @Test
    void aTestThatTheBuildLeavesOutIsNotRed() {
        Build leavingOut = new Build(cell -> delete(cell, "src/test/java/shop/PriceTest.java"));
        try (Workspace workspace = workspace()) {
            Reproduced seen = (Reproduced) reproduce(leavingOut, workspace, ADDS);
            try (SuiteBeside suite = Objects.requireNonNull(seen.suite())) {
                assertThat(suite.join(seen.reproduction()))
                        .isInstanceOfSatisfying(
                                NotReproduced.class,
                                not -> assertThat(not.reason()).isEqualTo(RepairReason.OTHER_FAILURE));
            }
        }
    }

    @Test
    void whoGivesUpStopsTheSuite() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Build endless = new Build(cell -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                stopped.countDown();
            }
        });
        try (Workspace workspace = workspace()) {
            Reproduced seen = (Reproduced) reproduce(endless, workspace, ADDS);
            await(begun);

            Objects.requireNonNull(seen.suite()).close();

            assertThat(stopped.getCount()).isZero();
        }
    }

    @Test
    void whereTheNamedTestIsGreenTheWholeSuiteTellsWhatIsRed() {
        try (Workspace workspace = workspace()) {
            assertThat(reproduce(new Build(cell -> {}), workspace, new TestId("shop.Part1Test", "p")))
                    .isInstanceOfSatisfying(
                            NotReproduced.class,
                            not -> assertThat(not.detail()).contains("shop.PriceTest#adds", "shop.OtherTest#other"));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void say(Sandbox cell, String text) {
        cell.write(SOURCE, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void delete(Sandbox cell, String path) {
        try {
            Files.delete(cell.directory().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something happens in the sandbox of the whole suite before it runs. */
    private record Build(TextBuild text, Consumer<Sandbox> beforeTheSuite) implements BuildTool {
        Build(Consumer<Sandbox> beforeTheSuite) {
            this(new TextBuild(), beforeTheSuite);
        }

        @Override
        public String name() {
            return text.name();
        }

        @Override
        public boolean recognises(Path any) {
            return text.recognises(any);
        }

        @Override
        public Project prepare(Path any) {
            return text.prepare(any);
        }

        @Override
        public String command(Path any, Project project, List<TestId> only) {
            return text.command(any, project, only);
        }

        @Override
        public TestRun test(Sandbox sandbox, Project project, List<TestId> only, Duration limit) {
            if (only.isEmpty()) {
                beforeTheSuite.accept(sandbox);
            }
            return text.test(sandbox, project, only, limit);
        }

        @Override
        public TestRun compile(Sandbox sandbox, Project project, Duration limit) {
            return text.compile(sandbox, project, limit);
        }
    }
}
