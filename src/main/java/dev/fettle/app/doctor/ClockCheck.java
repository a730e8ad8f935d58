package dev.fettle.app.doctor;

import dev.fettle.forge.github.AppCheckup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** This machine's clock against the forge's: GitHub refuses the App's word when the two differ by more than a minute or so. */
public final class ClockCheck implements Check {
    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final String ADVICE =
            "Set the clock and keep it set: timedatectl set-ntp true (or start chronyd); then run the doctor again.";

    private final ForgeVoice forge;

    public ClockCheck(ForgeVoice forge) {
        this.forge = forge;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Finding> look() {
        if (!forge.remote()) {
            return List.of(Finding.notNeeded(name(), "no forge is configured whose clock it must agree with"));
        }
        if (forge.server().answer().isEmpty()) {
            return List.of(Finding.unknown(
                    name(), "the forge does not answer, so its clock is not known", "Mend 'forge' first."));
        }
        Optional<Duration> told = forge.server().answer().flatMap(AppCheckup.Server::ahead);
        if (told.isEmpty()) {
            return List.of(Finding.unknown(
                    name(), "the forge does not tell the time", "Compare 'date -u' with a clock that you trust."));
        }
        Duration ahead = told.get();
        String seen = ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of") + " the forge's";
        if (ahead.abs().compareTo(CLOSE) <= 0) {
            return List.of(Finding.good(name(), seen));
        }
        if (forge.isApp() && forge.clockIsWrong()) {
            return List.of(Finding.broken(
                    name(), "this machine's clock is " + seen + ", so GitHub refuses the App's tokens (401)", ADVICE));
        }
        return List.of(Finding.warning(name(), "this machine's clock is " + seen, ADVICE));
    }
}
