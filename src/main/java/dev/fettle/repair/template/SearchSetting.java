package dev.fettle.repair.template;

import dev.fettle.build.Project;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Reproduction;
import dev.fettle.repair.run.TestBench;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a search works with.
 *
 * @param module of the failing tests
 * @param bench over that module
 * @param patient opens another over that module, in which any test may use so many loop iterations
 * @param workshop starts one more workshop
 * @param root where the compiled tree lies
 * @param read the text of a path, as it was compiled
 * @param beyondAStep whether a step was taken already; then only what is likely is tried, since the step itself may be wrong
 * @param further asked when some candidates mend some of the tests and none mends all; null when that would be one step too many
 */
record SearchSetting(
        Problem problem,
        Reproduction reproduction,
        ProjectFiles files,
        Project.Module module,
        TestBench bench,
        LongFunction<TestBench> patient,
        Supplier<Workshop> workshop,
        Path root,
        Function<String, Optional<String>> read,
        boolean beyondAStep,
        Steps.@Nullable Further further) {}
