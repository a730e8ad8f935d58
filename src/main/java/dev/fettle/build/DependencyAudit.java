package dev.fettle.build;

import java.util.List;

/** Holds what a project depends on against published vulnerabilities, by the version order of its build tool. */
public interface DependencyAudit {
    /** The dependencies that have some, each version once. Tests' dependencies count too: what runs on a developer's machine runs there with their rights. */
    List<Vulnerable> audit(Project project, List<Advisory> advisories);

    /**
     * One dependency.
     *
     * @param module path of the first module that brings it, "" for the root
     * @param advisories those that hold for this version, the worst first
     * @param fixed the smallest later version that none of these holds for, "" when none is known
     */
    record Vulnerable(String module, String dependency, String version, List<Advisory> advisories, String fixed) {
        public Vulnerable {
            advisories = List.copyOf(advisories);
        }
    }
}
