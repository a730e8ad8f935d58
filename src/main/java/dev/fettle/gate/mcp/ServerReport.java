package dev.fettle.gate.mcp;

import java.util.List;
import java.util.Optional;

/**
 * All checks of one server.
 *
 * @param name as declared, cleaned
 * @param file that declares it, relative to the root
 * @param line of its name there, 0 when unknown
 * @param optional whether its faults only warn
 * @param profile the kind of server that it was taken for, "" for none
 * @param withheld what it was started without, such as {@code GITHUB_TOKEN}
 * @param checks in their order
 * @param tools names of what it offers, cleaned; empty where it did not come so far
 */
public record ServerReport(
        String name,
        String file,
        int line,
        boolean optional,
        String profile,
        List<String> withheld,
        List<CheckResult> checks,
        List<String> tools) {
    public ServerReport {
        withheld = List.copyOf(withheld);
        checks = List.copyOf(checks);
        tools = List.copyOf(tools);
    }

    /** The checks that show the server at fault. */
    public List<CheckResult> faults() {
        return checks.stream().filter(CheckResult::broken).toList();
    }

    /** Whether anything shows the server at fault. */
    public boolean broken() {
        return checks.stream().anyMatch(CheckResult::broken);
    }

    /** Whether it came up far enough to be judged. */
    public boolean tried() {
        return broken() || result(Check.HANDSHAKE).isPresent();
    }

    /** Why it was not tried, where it was not. */
    public Optional<CheckResult> obstacle() {
        return tried()
                ? Optional.empty()
                : checks.stream().filter(check -> check.fault().isPresent()).findFirst();
    }

    /** Whether it said which tools it has, none included. */
    boolean listed() {
        return result(Check.TOOL_LIST)
                .filter(check -> !check.broken() && !check.couldNotRun())
                .isPresent();
    }

    /** What a check found; empty when it was not reached. */
    public Optional<CheckResult> result(Check check) {
        return checks.stream().filter(result -> result.check() == check).findFirst();
    }
}
