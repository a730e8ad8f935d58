package dev.fettle.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultyForgeTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    private LocalForge good;
    private LocalForgeWorld world;
    private RepositoryRef shop;
    private long issue;

    @BeforeEach
    void aForgeThatWorks() {
        good = new LocalForge(
                folder, new Identity("fettle[bot]", 7, 42), "http://localhost", InstantSource.fixed(NOON));
        world = new LocalForgeWorld(good);
        shop = world.createRepository("acme", "shop", Map.of("a", "b")).ref();
        issue = world.openIssue(shop, "mona", "It breaks", "").id();
    }

    @Test
    void aLostAnswerComesAfterTheWork() {
        Forge forge = new FaultyForge(good).loseAnswer(2).forge();
        forge.issue(shop, issue);
        assertThatThrownBy(() -> forge.ensureComment(shop, issue, "m", "m"))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(ForgeException.Kind.UNAVAILABLE));
        assertThat(world.comments(shop, issue)).hasSize(1);
        forge.ensureComment(shop, issue, "m", "m");
        assertThat(world.comments(shop, issue)).hasSize(1);
    }

    @Test
    void aFailureBeforeLeavesNothingAndALimitSaysWhen() {
        FaultyForge faulty = new FaultyForge(good).failBefore(1).limit(2, NOON.plusSeconds(60));
        Forge forge = faulty.forge();
        assertThatThrownBy(() -> forge.ensureComment(shop, issue, "m", "m")).isInstanceOf(ForgeException.class);
        assertThatThrownBy(() -> forge.ensureComment(shop, issue, "m", "m"))
                .isInstanceOfSatisfying(ForgeException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ForgeException.Kind.LIMITED);
                    assertThat(e.retryAt()).contains(NOON.plusSeconds(60));
                });
        assertThat(world.comments(shop, issue)).isEmpty();
        forge.ensureComment(shop, issue, "m", "m");
        assertThat(faulty.calls()).containsExactly("ensureComment", "ensureComment", "ensureComment");
    }

    @Test
    void theForgesOwnErrorsComeThrough() {
        Forge forge = new FaultyForge(good).forge();
        assertThatThrownBy(() -> forge.ensureComment(shop, 4711, "m", "m"))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(ForgeException.Kind.NOT_FOUND));
    }
}
