package dev.fettle.app;

import dev.fettle.forge.RequestUse;
import dev.fettle.web.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is asked of the forge and what it still takes, in numbers, by who asks. */
final class ForgeMeasures {
    private ForgeMeasures() {}

    /** The given measures, and after them these. */
    static List<Measure> beside(List<Measure> others, List<RequestUse> uses) {
        List<Measure> all = new ArrayList<>(others);
        for (RequestUse use : uses) {
            Map<String, String> who = Map.of("principal", use.principal());
            all.add(new Measure("fettle_forge_requests", "Requests of this process to the forge", who, use.requests()));
            all.add(new Measure(
                    "fettle_forge_requests_unchanged",
                    "Of these, answered by 304: nothing has changed, and the forge does not count them",
                    who,
                    use.unchanged()));
            all.add(new Measure(
                    "fettle_forge_pauses", "How often the forge wanted no more for a while", who, use.pauses()));
            all.add(new Measure(
                    "fettle_forge_polls_yielded",
                    "How often polling left the rest of the limit to the work itself",
                    who,
                    use.yields()));
            use.remaining()
                    .ifPresent(remaining -> all.add(new Measure(
                            "fettle_forge_requests_remaining",
                            "Requests that the forge still takes, of all processes",
                            who,
                            remaining)));
            use.limit()
                    .ifPresent(limit -> all.add(new Measure(
                            "fettle_forge_requests_limit", "Of how many until the next reset", who, limit)));
        }
        return all;
    }
}
