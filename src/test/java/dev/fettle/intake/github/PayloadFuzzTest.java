package dev.fettle.intake.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.Mutations;
import dev.fettle.forge.Identity;
import dev.fettle.intake.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies of webhooks: an event of ours or a reason to pass over it, whatever they hold and whatever they are said to be. */
class PayloadFuzzTest {
    private static final Identity US = new Identity("fettle[bot]", 424242, 0);
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String ABOUT =
            ",\"repository\":{\"id\":7,\"name\":\"shop\",\"full_name\":\"ann/shop\",\"owner\":{\"id\":5,\"login\":\"ann\",\"type\":\"User\"},\"private\":false,\"default_branch\":\"main\",\"clone_url\":\"https://github.com/ann/shop.git\"},\"sender\":{\"id\":6,\"login\":\"bo\",\"type\":\"User\"},\"installation\":{\"id\":9}}";
    private static final String PULL =
            "{\"number\":3,\"id\":30,\"state\":\"open\",\"merged\":true,\"title\":\"t\",\"body\":null,\"user\":{\"id\":6,\"login\":\"bo\",\"type\":\"User\"},\"head\":{\"ref\":\"improvement/manual_001\",\"sha\":\"6dcb09b5b57875f334f61aebed695e2e4193db5e\",\"repo\":{\"id\":7,\"full_name\":\"ann/shop\"}},\"base\":{\"ref\":\"main\",\"sha\":\"6dcb09b5b57875f334f61aebed695e2e4193db5f\",\"repo\":{\"id\":7}},\"merged_by\":{\"id\":5,\"login\":\"ann\"},\"labels\":[{\"name\":\"x\"}]}";
    private static final String ISSUE =
            "{\"number\":12,\"id\":120,\"title\":\"no price\",\"body\":\"- [x] a\\n\",\"state\":\"open\",\"author_association\":\"OWNER\",\"user\":{\"id\":6,\"login\":\"bo\",\"type\":\"User\"},\"labels\":[{\"name\":\"fettle\"}],\"pull_request\":null}";
    private final GitHubEvents events = new GitHubEvents();

    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> bodies() {
        return Mutations.seeds(
                "{\"action\":\"labeled\",\"label\":{\"name\":\"fettle\"},\"changes\":{\"body\":{\"from\":\"- [ ] a\"}},\"issue\":"
                        + ISSUE + ABOUT,
                "{\"action\":\"created\",\"comment\":{\"id\":1,\"body\":\"/fettle fix\",\"created_at\":\"2026-03-02T09:00:00Z\",\"updated_at\":\"2026-03-02T09:00:00Z\",\"user\":{\"id\":6,\"login\":\"bo\",\"type\":\"User\"}},\"issue\":"
                        + ISSUE + ABOUT,
                "{\"action\":\"completed\",\"workflow_run\":{\"id\":8,\"name\":\"CI\",\"run_attempt\":1,\"event\":\"push\",\"status\":\"completed\",\"conclusion\":\"failure\",\"head_branch\":\"main\",\"head_sha\":\"6dcb09b5b57875f334f61aebed695e2e4193db5e\",\"head_repository\":{\"id\":7},\"pull_requests\":["
                        + PULL + "],\"actor\":{\"id\":6,\"login\":\"bo\"}}" + ABOUT,
                "{\"action\":\"closed\",\"number\":3,\"pull_request\":" + PULL
                        + ",\"review\":{\"id\":4,\"state\":\"approved\",\"body\":\"\"}" + ABOUT,
                "{\"ref\":\"refs/heads/main\",\"before\":\"6dcb09b5b57875f334f61aebed695e2e4193db5e\",\"after\":\"6dcb09b5b57875f334f61aebed695e2e4193db5f\",\"forced\":false,\"deleted\":false,\"commits\":[{\"id\":\"6dcb09b5b57875f334f61aebed695e2e4193db5f\",\"added\":[],\"modified\":[\".github/fettle.yml\"],\"removed\":[]}]"
                        + ABOUT,
                "{\"action\":\"created\",\"repositories\":[{\"id\":7,\"name\":\"shop\",\"full_name\":\"ann/shop\"}],\"repositories_removed\":[],\"installation\":{\"id\":9,\"app_id\":1,\"account\":{\"id\":5,\"login\":\"ann\"}},\"sender\":{\"id\":5,\"login\":\"ann\"}}");
    }

    @MethodSource
    @FuzzTest
    void bodies(byte[] input) {
        for (String event : ExamplePayloadsTest.KNOWN) {
            assertThat(events.read(new Delivery("guid", "github", event, input, NOW), US))
                    .isNotNull();
        }
        DeliveryBody.json("application/json", input);
        DeliveryBody.json("application/x-www-form-urlencoded", input);
    }
}
