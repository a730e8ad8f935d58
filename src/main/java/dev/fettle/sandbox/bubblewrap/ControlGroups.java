package dev.fettle.sandbox.bubblewrap;

import dev.fettle.sandbox.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The kernel's control groups below our own, so that whatever limits us limits the jobs too. */
interface ControlGroups {
    /** Groups may not hold fewer tasks than the launcher itself and bubblewrap's two processes take. */
    int LAUNCHER_TASKS = 6;

    /** Folders in which a job's groups are made; what the janitor looks through. */
    List<Path> parents();

    /** Makes the group of one command. */
    ControlGroup create(String name, Limits limits) throws IOException;

    /** What cannot be held here, each a sentence. */
    List<String> gaps();
}
