package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.FaultyForge;
import dev.fettle.forge.local.Act;
import dev.fettle.improve.kit.EndState;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import dev.fettle.workspace.Workspace;
import dev.fettle.workspace.WorkspaceException;
import dev.fettle.workspace.Workspaces;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forge and the way to it fail at every call in turn; what stands at the end is what would stand without. */
class BadDaysTest {
    /** The same door is behind all calls; which of them is turned away is tried with 502 and lost answers at each. */
    private static final int EVERY_SO_OFTEN = 4;

    @TempDir
    Path folder;

    private String expected = "";
    private int calls;
    private int opened;

    @BeforeEach
    void aGoodDay() {
        try (Loop loop = open()) {
            RepositoryRef repository = loop.repository(Samples.mendable());
            FaultyForge forge = loop.badDays();
            loop.happens(CrashTest.labelledIssue(loop, repository));
            expected = EndState.of(loop, repository);
            calls = forge.calls().size();
            assertThat(loop.world.pullRequests(repository)).hasSize(1);
        }
    }

    @Test
    void anAnswerIsLostAfterTheWorkWasDone() {
        for (int k = 1; k <= calls; k++) {
            int call = k;
            story("answer " + k + " lost", loop -> loop.badDays().loseAnswer(call));
        }
    }

    @Test
    void theForgeAnswers502() {
        for (int k = 1; k <= calls; k++) {
            int call = k;
            story("502 at call " + k, loop -> loop.badDays().failBefore(call));
        }
    }

    @Test
    void theForgeSaysWaitTenMinutes() {
        waitsTenMinutes(EVERY_SO_OFTEN);
    }

    @Test
    @Tag("slow")
    void theForgeSaysWaitTenMinutesAtEachCall() {
        waitsTenMinutes(1);
    }

    private void waitsTenMinutes(int step) {
        for (int k = 1; k <= calls; k += step) {
            int call = k;
            story(
                    "limit at call " + k,
                    loop -> loop.badDays().limit(call, loop.clock.instant().plus(Duration.ofMinutes(10))));
        }
    }

    @Test
    void theAnswerToAPushIsLost() {
        AtomicInteger pushes = new AtomicInteger();
        story("push lost", loop -> loop.git(workspaces -> pushing(workspaces, pushes, true)));
        assertThat(pushes).hasValue(2);
    }

    @Test
    void aPushDoesNotComeThrough() {
        AtomicInteger pushes = new AtomicInteger();
        story("push failed", loop -> loop.git(workspaces -> pushing(workspaces, pushes, false)));
        assertThat(pushes).hasValue(2);
    }

    private interface Weather {
        void over(Loop loop);
    }

    private void story(String name, Weather weather) {
        try (Loop loop = open()) {
            RepositoryRef repository = loop.repository(Samples.mendable());
            Act act = CrashTest.labelledIssue(loop, repository);
            weather.over(loop);
            loop.happens(act);
            assertThat(EndState.of(loop, repository)).as(name).isEqualTo(expected);
            assertThat(loop.stores().parked().list()).as(name).isEmpty();
        }
    }

    private Loop open() {
        return new Loop(folder.resolve("day-" + ++opened));
    }

    /** The first push fails, after or before it was done. */
    private static Workspaces pushing(Workspaces real, AtomicInteger pushes, boolean done) {
        return (Workspaces) through(Workspaces.class, real, (method, result) -> {
            if (!(result instanceof Workspace workspace)) {
                return result;
            }
            return Proxy.newProxyInstance(
                    Workspace.class.getClassLoader(), new Class<?>[] {Workspace.class}, (proxy, verb, arguments) -> {
                        boolean fails = verb.getName().equals("push") && pushes.incrementAndGet() == 1;
                        if (fails && !done) {
                            throw new WorkspaceException("connection refused");
                        }
                        Object answer = call(verb, workspace, arguments);
                        if (fails) {
                            throw new WorkspaceException("connection reset");
                        }
                        return answer;
                    });
        });
    }

    private interface After {
        Object result(String method, Object result);
    }

    private static Object through(Class<?> type, Object real, After after) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> after.result(method.getName(), call(method, real, arguments)));
    }

    private static Object call(java.lang.reflect.Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
