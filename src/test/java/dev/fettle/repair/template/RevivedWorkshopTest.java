package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.schema.CompiledBatch;
import dev.fettle.repair.template.schema.Survey;
import dev.fettle.repair.template.source.CompilerSettings;
import dev.fettle.repair.template.source.Hints;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A workshop whose process dies does not end the search. */
class RevivedWorkshopTest {
    private static final CompilerSettings SETTINGS = new CompilerSettings(List.of(), 17, true);
    private final List<String> told = new ArrayList<>();

    @Test
    void aDeathIsMadeGoodOnce() {
        Deque<Mortal> lives = new ArrayDeque<>(List.of(new Mortal("first", 1), new Mortal("second", 9)));
        try (RevivedWorkshop workshop = new RevivedWorkshop(lives::pop)) {
            workshop.open(SETTINGS, Map.of("A.java", "class A {}"));

            assertThat(workshop.generate(Map.of(), Hints.NONE, 1, 1).drafts()).isEmpty();
        }
        assertThat(told)
                .containsExactly(
                        "first opens",
                        "first dies",
                        "first closes",
                        "second opens",
                        "second generates",
                        "second closes");
    }

    @Test
    void aRequestThatKillsTwiceIsGivenUp() {
        Deque<Mortal> lives = new ArrayDeque<>(List.of(new Mortal("first", 0), new Mortal("second", 0)));
        try (RevivedWorkshop workshop = new RevivedWorkshop(lives::pop)) {
            assertThatThrownBy(() -> workshop.compile(List.of())).isInstanceOf(WorkshopException.class);
        }
    }

    /** Dies after some requests. */
    private final class Mortal implements Workshop {
        private final String name;
        private int left;

        Mortal(String name, int left) {
            this.name = name;
            this.left = left;
        }

        private void spend(String what) {
            if (left-- == 0) {
                told.add(name + " dies");
                throw new WorkshopException("dead");
            }
            told.add(name + " " + what);
        }

        @Override
        public List<String> open(CompilerSettings settings, Map<String, String> texts) {
            spend("opens");
            return List.of();
        }

        @Override
        public Generated generate(Map<String, Map<Integer, Double>> suspicion, Hints hints, int firstId, int most) {
            spend("generates");
            return new Generated(List.of(), List.of());
        }

        @Override
        public List<CompiledBatch> compile(List<Draft> drafts) {
            spend("compiles");
            return List.of();
        }

        @Override
        public Survey survey(List<Draft> drafts, int firstId) {
            spend("surveys");
            return Survey.NONE;
        }

        @Override
        public List<Draft> perturbed(Draft draft, int firstId) {
            spend("perturbs");
            return List.of();
        }

        @Override
        public void close() {
            told.add(name + " closes");
        }
    }
}
