package dev.fettle.repair.template.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A collection that is made and asked but never filled was forgotten. */
class NeverFilledTest {
    @Test
    void askedButNeverFilledIsFound() {
        assertThat(neverFilled("""
                import java.util.*;
                class Tour {
                    private final Map<String, Integer> stops = new HashMap<>();
                    boolean visit(List<String> places) {
                        Set<String> seen = new HashSet<>();
                        List<String> log = new ArrayList<>(16);
                        for (String place : places) {
                            if (seen.contains(place) || stops.containsKey(place)) { return true; }
                            log.add(place);
                        }
                        return log.isEmpty();
                    }
                }
                """)).containsExactlyInAnyOrder("seen", "stops");
    }

    @Test
    void whatMayBeFilledElsewhereIsNot() {
        assertThat(neverFilled("""
                import java.util.*;
                class Tour {
                    final List<String> open = new ArrayList<>();
                    boolean visit(List<String> places) {
                        Set<String> handedOn = new HashSet<>();
                        Set<String> copied = new HashSet<>(places);
                        List<String> returned = new ArrayList<>();
                        fill(handedOn);
                        return handedOn.isEmpty() && copied.isEmpty() && open.isEmpty() && same(returned).isEmpty();
                    }
                    private void fill(Set<String> set) { set.add("x"); }
                    private List<String> same(List<String> list) { return list; }
                }
                """)).isEmpty();
    }

    private static Set<String> neverFilled(String source) {
        AnalysedClass tour = AnalysedClass.of("Tour.java", source);
        return NeverFilled.in(tour.model(), tour.file()).stream()
                .map(element -> element.getSimpleName().toString())
                .collect(Collectors.toSet());
    }
}
