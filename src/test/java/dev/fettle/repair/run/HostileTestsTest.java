package dev.fettle.repair.run;

import static dev.fettle.build.TestOutcome.Status.ERROR;
import static dev.fettle.build.TestOutcome.Status.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.repair.run.VariantResult.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tests that do what they like to the JVM that they share. */
class HostileTestsTest extends BenchedTest {
    private static final BenchOptions HASTY = BenchOptions.standard().withTestTime(Duration.ofSeconds(2));

    private void testClass(String body) {
        small.production(
                "p/State.java",
                "package p; public class State { public static int count; public static void spin() { while (count >= 0) { count &= 1; } } }");
        small.test(
                "p/OddTest.java",
                "package p; import org.junit.*; import static org.junit.Assert.*; @FixMethodOrder(org.junit.runners.MethodSorters.NAME_ASCENDING) public class OddTest {"
                        + body + "}");
    }

    @Test
    void garbageOnStandardOutputDoesNoHarm() {
        testClass("""
                @Test public void a() throws Exception {
                    System.out.println("into nothing");
                    java.io.FileOutputStream raw = new java.io.FileOutputStream(java.io.FileDescriptor.out);
                    byte[] noise = new byte[100_000];
                    new java.util.Random(1).nextBytes(noise);
                    raw.write(noise);
                    raw.flush();
                    System.out.close();
                }
                @Test public void b() { System.out.println("after the close"); }
                """);

        Baseline baseline = baseline();

        assertThat(statuses(baseline))
                .hasSize(2)
                .allSatisfy((id, status) -> assertThat(status).isEqualTo(PASSED));
    }

    @Test
    void theJvmsSettingsArePutBack() {
        testClass("""
                @Test public void a() {
                    java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tr"));
                    java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("Asia/Tokyo"));
                    System.setProperty("left.behind", "yes");
                    System.setOut(null);
                }
                @Test public void b() {
                    assertEquals("yes", System.getProperty("told.by.build"));
                    assertEquals("yes", System.getenv("TOLD_BY_BUILD"));
                    assertNotEquals("tr", java.util.Locale.getDefault().getLanguage());
                    assertNull(System.getProperty("left.behind"));
                }
                """);
        open(BenchOptions.standard());

        run("a");

        assertThat(run("b").kind()).isEqualTo(Kind.ALL_PASSED);
    }

    @Test
    void staticStateEndsWithAFreshLoader() {
        testClass("@Test public void a() { State.count++; assertEquals(1, State.count); }");
        open(BenchOptions.standard());

        assertThat(run("a").kind()).isEqualTo(Kind.ALL_PASSED);
        assertThat(run("a").kind()).isEqualTo(Kind.ALL_PASSED);
    }

    @Test
    void aSharedLoaderThatATestHasChangedIsNotUsedAgain() {
        testClass("@Test public void a() { State.count++; assertEquals(1, State.count); }");
        open(BenchOptions.standard());
        List<TestId> tests = List.of(test("p.OddTest#a"));

        for (int i = 0; i < 5; i++) {
            assertThat(bench().run(new VariantRun(0, List.of(), tests, false, true, false))
                            .kind())
                    .isEqualTo(Kind.ALL_PASSED);
        }
    }

    private VariantResult run(String method) {
        return bench().run(new VariantRun(0, List.of(), List.of(test("p.OddTest#" + method)), true, true, false));
    }

    @Test
    void aTestThatDoesNotEndStillTellsWhereItWas() {
        testClass("""
                @Test public void a() { }
                @Test public void b() { State.spin(); }
                @Test public void c() { }
                """);

        Baseline baseline = baseline(HASTY);

        TestId endless = test("p.OddTest#b");
        assertThat(statuses(baseline)).containsEntry("p.OddTest#b", ERROR).containsEntry("p.OddTest#c", PASSED);
        assertThat(coverage(baseline, endless).touches("p.State")).isTrue();
        assertThat(Objects.requireNonNull(baseline.endless().get(endless))
                        .get(0)
                        .get(0)
                        .method())
                .isEqualTo("spin");
    }

    @Test
    void aTestThatCannotBeStoppedStillTellsWhereItWas() {
        testClass("""
                @Test public void a() { }
                @Test public void b() {
                    State.count++;
                    while (true) {
                        try {
                            new java.util.concurrent.CountDownLatch(1).await();
                        } catch (Throwable t) {
                        }
                    }
                }
                @Test public void c() { }
                """);

        Baseline baseline = baseline(HASTY);

        assertThat(statuses(baseline))
                .containsEntry("p.OddTest#a", PASSED)
                .containsEntry("p.OddTest#b", ERROR)
                .containsEntry("p.OddTest#c", PASSED);
        assertThat(baseline.endless()).containsOnlyKeys(test("p.OddTest#b"));
    }

    @Test
    void aTestThatTakesItsJvmWithItDoesNotTakeTheOthers() {
        testClass("""
                @Test public void a() { }
                @Test public void b() throws Exception {
                    Runtime.class.getMethod("ha" + "lt", int.class).invoke(Runtime.getRuntime(), 1);
                }
                @Test public void c() { }
                """);
        open(BenchOptions.standard());

        Baseline baseline =
                bench().baseline(List.of(test("p.OddTest#a"), test("p.OddTest#b"), test("p.OddTest#c")), LONG);

        assertThat(statuses(baseline))
                .containsEntry("p.OddTest#a", PASSED)
                .containsEntry("p.OddTest#b", ERROR)
                .containsEntry("p.OddTest#c", PASSED);
    }

    @Test
    void threadsLeftBehindDoNotEatTheNextTestsBudget() {
        testClass("""
                @Test public void a() {
                    for (int i = 0; i < 3; i++) {
                        new Thread(State::spin).start();
                        Thread idle = new Thread(() -> { try { Thread.sleep(1_000_000); } catch (InterruptedException e) { } });
                        idle.setDaemon(true);
                        idle.start();
                    }
                }
                @Test public void b() { for (int i = 0; i < 1000; i++) { State.count = i; } }
                """);

        Baseline baseline = baseline();

        assertThat(statuses(baseline))
                .allSatisfy((id, status) -> assertThat(status).isEqualTo(PASSED));
        assertThat(ticks(baseline, test("p.OddTest#b"))).isBetween(1000L, 1100L);
    }

    @Test
    void anInterruptEndsTheWaitAndTheJvm() throws InterruptedException {
        testClass("@Test public void a() { State.spin(); }");
        open(BenchOptions.standard());
        Throwable[] seen = new Throwable[1];
        Thread caller = new Thread(() -> {
            try {
                baselineOfAll();
            } catch (BenchInterruptedException e) {
                seen[0] = e;
            }
        });
        caller.start();
        caller.interrupt();
        caller.join(Duration.ofSeconds(20).toMillis());

        assertThat(seen[0]).isInstanceOf(BenchInterruptedException.class);
    }

    private void baselineOfAll() {
        bench().baseline(List.of(), LONG);
    }
}
