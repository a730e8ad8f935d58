package dev.fettle.sandbox.container;

import dev.fettle.sandbox.ProcessGroup;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes of one container; the engine counts and kills them. */
record ContainerProcesses(List<String> removal) implements ProcessGroup {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerProcesses.class);

    @Override
    public OptionalLong cpuNanos() {
        return OptionalLong.empty();
    }

    @Override
    public boolean ranOutOfMemory() {
        // The container is gone by the time we could ask; its exit code 137 says that it was killed.
        return false;
    }

    @Override
    public void killAll() {
        try {
            Process remove = new ProcessBuilder(removal)
                    .redirectErrorStream(true)
                    .redirectOutput(new File("/dev/null"))
                    .start();
            if (!remove.waitFor(20, TimeUnit.SECONDS)) {
                remove.destroyForcibly();
                LOG.error("the container engine hangs: {}", removal);
            }
        } catch (IOException e) {
            LOG.error("a container may be left over: {}", removal, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void remove() {
        // Removed with the kill.
    }
}
