package dev.fettle.app.doctor;

import dev.fettle.forge.github.AppCheckup;
import dev.fettle.forge.github.AppManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the App and each installation may do, against what Fettle needs. */
public final class PermissionsCheck implements Check {
    private final ForgeVoice forge;
    private final AppManifest manifest;

    public PermissionsCheck(ForgeVoice forge, AppManifest manifest) {
        this.forge = forge;
        this.manifest = manifest;
    }

    @Override
    public String name() {
        return "permissions";
    }

    @Override
    public List<Finding> look() {
        if (!forge.isApp()) {
            return List.of(Finding.notNeeded(name(), "there is no App to have them"));
        }
        Optional<String> silent = forge.silent();
        if (silent.isPresent()) {
            return List.of(Finding.unknown(name(), silent.get(), "Mend 'forge' and 'key' first."));
        }
        AppCheckup.App app = forge.app().answer().orElseThrow();
        List<Finding> findings = new ArrayList<>();
        ofTheApp(app, findings);
        if (forge.installations().answer().isEmpty()) {
            findings.add(Finding.unknown(
                    name(),
                    "the installations cannot be listed: "
                            + forge.installations().why(),
                    "Try again."));
        } else {
            ofInstallations(app, forge.installations().answer().get(), findings);
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good(
                    name(),
                    "the App has the " + manifest.permissions().size() + " that it needs; installed by "
                            + forge.installations().answer().orElseThrow().size()));
        }
        return findings;
    }

    private void ofTheApp(AppCheckup.App app, List<Finding> findings) {
        List<String> lacking = manifest.lacking(app.permissions(), false);
        if (!lacking.isEmpty()) {
            findings.add(Finding.broken(
                    name(),
                    "the App lacks " + String.join(", ", lacking),
                    "Set them on " + app.page()
                            + " (App settings, Permissions & events) and save; each owner then accepts them."));
        }
        List<String> scans = manifest.lacking(app.permissions(), true);
        if (!scans.isEmpty()) {
            findings.add(
                    Finding.warning(
                            name(),
                            "the App lacks " + String.join(", ", scans),
                            "Only the scan of the forge's own alerts needs them (docs/scan.md); leave it so, or set them on the App's page."));
        }
        List<String> beyond = manifest.beyond(app.permissions());
        if (!beyond.isEmpty()) {
            findings.add(Finding.warning(
                    name(),
                    "the App may do more than Fettle needs: " + String.join(", ", beyond),
                    "Take them away on the App's page: what is not there, nobody can misuse."));
        }
    }

    private void ofInstallations(
            AppCheckup.App app, List<AppCheckup.Installation> installations, List<Finding> findings) {
        if (installations.isEmpty()) {
            findings.add(Finding.warning(
                    name(),
                    "the App is installed nowhere",
                    "Install it on a repository: " + app.page() + "/installations/new"));
        }
        for (AppCheckup.Installation installation : installations) {
            String whose = "the installation of " + installation.account();
            if (installation.suspended()) {
                findings.add(Finding.warning(
                        name(), whose + " is suspended", "Its owner lets it go on: Settings, GitHub Apps, Configure."));
                continue;
            }
            List<String> lacking = manifest.lacking(installation.permissions(), false);
            // What the App itself does not ask for was said already.
            lacking.removeAll(manifest.lacking(app.permissions(), false));
            if (!lacking.isEmpty()) {
                findings.add(Finding.broken(
                        name(),
                        whose + " has not granted " + String.join(", ", lacking),
                        "Its owner accepts the new permissions: Settings, GitHub Apps, Configure, Review request."));
            }
        }
    }
}
