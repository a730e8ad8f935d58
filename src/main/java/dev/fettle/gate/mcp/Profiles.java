package dev.fettle.gate.mcp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of servers for which a probe is known. */
final class Profiles {
    private static final List<Profile> ALL =
            List.of(new NotesProfile(), new MonitorProfile(), new GitProfile(), new ShellProfile());

    private Profiles() {}

    /** By how it is declared, which is all that is known before it starts. */
    static Optional<Profile> of(ServerDeclaration server) {
        String words = server.name() + " "
                + server.program().map(ServerDeclaration.Program::words).orElse("");
        return ALL.stream()
                .filter(profile ->
                        profile.words().matcher(words.toLowerCase(Locale.ROOT)).find())
                .findFirst();
    }

    /** By its tools. */
    static Optional<Profile> of(List<Tool> tools) {
        return ALL.stream().filter(profile -> profile.fits(tools)).findFirst();
    }
}
