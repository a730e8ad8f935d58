package dev.fettle.app;

import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.gate.Gate;
import dev.fettle.gate.integrity.TestIntegrityGate;
import dev.fettle.gate.mutation.MutationCheck;
import dev.fettle.gate.policy.ChangePolicy;
import dev.fettle.gate.policy.PolicyGate;
import dev.fettle.gate.secret.SecretScanGate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gates that need nothing but the difference: no sandbox, no build. The same for a repair and for a person's branch. */
final class GatesOfDifference {
    private GatesOfDifference() {}

    /** @param mutations what {@code test-integrity} does besides, where there is something to run; null for nothing */
    static List<Gate> all(SecretShapes shapes, RepositorySettings settings, @Nullable MutationCheck mutations) {
        ChangePolicy sizes = ChangePolicy.DEFAULT;
        ChangePolicy policy = new ChangePolicy(
                sizes.aimLines(), sizes.warnLines(), sizes.stopLines(), sizes.stopFiles(), settings.protectedPaths());
        return List.of(new TestIntegrityGate(mutations), new SecretScanGate(shapes), new PolicyGate(policy));
    }
}
