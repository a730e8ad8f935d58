package dev.fettle.sandbox.bubblewrap;

import dev.fettle.sandbox.JobRoots;
import dev.fettle.sandbox.ProcessLauncher;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.SandboxRefusedException;
import dev.fettle.sandbox.Sandboxes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Sandboxes by bubblewrap. As root every job has a user id of its own and a file system of a fixed size; otherwise jobs run as the server's user, and the level says what that lacks. */
public final class BubblewrapSandboxes implements Sandboxes, AutoCloseable {
    /** The registry of user ids in use; one for the machine, whatever the base folders are. */
    private static final Path REGISTRY = Path.of("/run/fettle/slots");

    private static final int FIRST_UID = 60_000;
    private static final int SLOTS = 64;

    private final Host host;
    private final SandboxLevel level;

    private BubblewrapSandboxes(Host host, SandboxLevel level) {
        this.host = host;
        this.level = level;
    }

    /**
     * Clears away what dead servers left, then tries a sandbox out.
     *
     * @param base where sandboxes are made; other users must be able to pass through to it when we are root
     * @return sandboxes of the level that held
     * @throws SandboxRefusedException when none does, saying what was found
     */
    public static BubblewrapSandboxes proven(Path base) {
        ProcessLauncher launcher = new ProcessLauncher();
        try {
            HostTools tools = HostTools.find();
            Architecture architecture = Architecture.ofJava(System.getProperty("os.arch", ""))
                    .orElseThrow(() -> new SandboxRefusedException(
                            "the system call filter does not know this processor: " + System.getProperty("os.arch")));
            boolean root = userIsRoot();
            makeBase(base, root);
            Mounts mounts = new Mounts(tools.mount(), tools.umount());
            Janitor janitor = new Janitor(mounts);
            Optional<SlotPool> slots =
                    root ? Optional.of(new SlotPool(REGISTRY, FIRST_UID, SLOTS, janitor)) : Optional.empty();
            if (slots.isPresent()) {
                slots.get().clearDead();
            }
            JobRoots roots = new JobRoots(base.toRealPath());
            janitor.sweep(roots);
            Host host = new Host(
                    base.toRealPath(),
                    roots,
                    tools,
                    SyscallFilter.assemble(architecture),
                    ControlGroupDetection.detect(),
                    slots,
                    root,
                    mounts,
                    janitor,
                    launcher);
            return new BubblewrapSandboxes(host, SelfTest.prove(host));
        } catch (HostTools.MissingToolException e) {
            launcher.close();
            throw new SandboxRefusedException(
                    e.getMessage() + "; on Debian or Ubuntu: apt-get install bubblewrap util-linux");
        } catch (SandboxRefusedException e) {
            launcher.close();
            throw e;
        } catch (IOException e) {
            launcher.close();
            throw new SandboxRefusedException("bubblewrap cannot be used: " + e);
        }
    }

    private static boolean userIsRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    private static void makeBase(Path base, boolean root) throws IOException {
        Files.createDirectories(base);
        if (root) {
            Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwx--x--x"));
            Optional<String> closed = HostPaths.closedAbove(base);
            if (closed.isPresent()) {
                throw new SandboxRefusedException(closed.get());
            }
        }
    }

    @Override
    public SandboxLevel level() {
        return level;
    }

    @Override
    public Sandbox fresh(Quota quota) {
        try {
            return open(host, quota);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a sandbox in " + host.base(), e);
        }
    }

    static Sandbox open(Host host, Quota quota) throws IOException {
        Box box = new Box(host.roots().fresh());
        if (host.slots().isEmpty()) {
            return BubblewrapCell.create(host, box, Optional.empty(), quota);
        }
        SlotPool slots = host.slots().get();
        Optional<Integer> uid = slots.claim(box.root());
        if (uid.isEmpty()) {
            Files.delete(box.root());
            throw new IOException("all " + SLOTS + " user ids of the sandbox are in use");
        }
        try {
            return BubblewrapCell.create(host, box, uid, quota);
        } catch (IOException e) {
            slots.release(uid.get());
            throw e;
        }
    }

    /** Ends the threads that start and watch; sandboxes that are still open lose their time limits, so they are closed first. */
    @Override
    public void close() {
        host.launcher().close();
    }
}
