package dev.fettle.app.doctor;

import dev.fettle.forge.ForgeException;
import dev.fettle.forge.github.AppCheckup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What opens the forge: the App's private key, or the bot account's token. There, closed to others, readable, and taken by the forge. */
public final class KeyCheck implements Check {
    private final ForgeVoice forge;
    private final Optional<Path> file;

    /** @param file that the key or token comes from; empty where that is the environment */
    public KeyCheck(ForgeVoice forge, Optional<Path> file) {
        this.forge = forge;
        this.file = file;
    }

    @Override
    public String name() {
        return "key";
    }

    @Override
    public List<Finding> look() {
        if (!forge.remote()) {
            return List.of(Finding.notNeeded(name(), "no forge is configured that asks for one"));
        }
        List<Finding> findings = new ArrayList<>();
        open().ifPresent(findings::add);
        if (findings.stream().anyMatch(finding -> finding.seen().contains(" is a folder"))) {
            return findings;
        }
        Finding taken = forge.isApp() ? app() : token();
        if (findings.isEmpty() || taken.state() != State.GOOD) {
            findings.add(taken);
        }
        return findings;
    }

    /** That others can read the file. */
    private Optional<Finding> open() {
        try {
            if (file.isEmpty()
                    || !Files.exists(file.get())
                    || !Files.getFileStore(file.get()).supportsFileAttributeView("posix")) {
                return Optional.empty();
            }
            if (Files.isDirectory(file.get())) {
                return Optional.of(Finding.broken(
                        name(),
                        file.get() + " is a folder, and no file",
                        "Name the file in it: forge.private_key_file, or forge.token_file."));
            }
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file.get());
            String seen = file.get() + " is " + PosixFilePermissions.toString(mode);
            String advice = "Run: chmod 600 " + file.get();
            if (mode.contains(PosixFilePermission.OTHERS_READ) || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
                return Optional.of(Finding.broken(
                        name(),
                        seen + ": every user of this machine can read it",
                        advice + "; if others use this machine, make a new key and delete the old one on the forge."));
            }
            boolean group =
                    mode.contains(PosixFilePermission.GROUP_READ) || mode.contains(PosixFilePermission.GROUP_WRITE);
            return group
                    ? Optional.of(Finding.warning(name(), seen + ": its group can read it", advice))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(Finding.broken(
                    name(), file.get() + " cannot be looked at: " + e, "Give its folder to Fettle's own user."));
        }
    }

    private Finding app() {
        if (forge.access().privateKey().isEmpty()) {
            return Finding.broken(
                    name(),
                    "the App's private key is missing"
                            + file.map(path -> ": " + path).orElse(""),
                    "On the App's page: Private keys, Generate. Save it where forge.private_key_file says, mode 0600; or run 'fettle setup'.");
        }
        Optional<String> trouble = forge.keyTrouble();
        if (trouble.isPresent()) {
            return Finding.broken(
                    name(),
                    trouble.get(),
                    "The file begins with -----BEGIN RSA PRIVATE KEY----- and is kept as it was downloaded; generate a new one where it is damaged.");
        }
        if (forge.server().answer().filter(AppCheckup.Server::isApi).isEmpty()) {
            return Finding.unknown(
                    name(), "it can be read; whether the forge takes it is not known", "Mend 'forge' first.");
        }
        if (forge.app().answer().isPresent()) {
            return Finding.good(
                    name(),
                    "the forge takes it: App " + forge.app().answer().get().id() + ", "
                            + forge.app().answer().get().slug());
        }
        return refused();
    }

    private Finding refused() {
        if (forge.clockIsWrong()) {
            return Finding.unknown(
                    name(), "the forge refuses it, which the wrong clock explains", "Mend 'clock' first.");
        }
        String id = String.valueOf(forge.access().appId());
        boolean refuses = forge.app().trouble() instanceof ForgeException e
                && (e.kind() == ForgeException.Kind.FORBIDDEN || e.kind() == ForgeException.Kind.NOT_FOUND);
        return refuses
                ? Finding.broken(
                        name(),
                        "the forge does not take this key for App " + id + " ("
                                + forge.app().why() + ")",
                        "Compare forge.app_id with the App's page; if it is right, the key is of another App or was deleted there: generate a new one.")
                : Finding.unknown(
                        name(),
                        "the forge did not say whether it takes the key: "
                                + forge.app().why(),
                        "Try again.");
    }

    private Finding token() {
        if (forge.access().token().isEmpty()) {
            return Finding.broken(
                    name(),
                    "the bot account's token is missing",
                    "Write it to a file (0600) and name that in forge.token_file.");
        }
        if (forge.server().answer().filter(AppCheckup.Server::isApi).isEmpty()) {
            return Finding.unknown(name(), "whether the forge takes the token is not known", "Mend 'forge' first.");
        }
        return forge.login()
                .answer()
                .map(login -> Finding.good(name(), "the forge takes the token of " + login))
                .orElseGet(() -> Finding.broken(
                        name(),
                        "the forge does not take the token (" + forge.login().why() + ")",
                        "Make a new token for the bot account and write it to the file that forge.token_file names."));
    }
}
