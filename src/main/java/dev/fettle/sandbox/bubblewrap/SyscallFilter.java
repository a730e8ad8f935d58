package dev.fettle.sandbox.bubblewrap;

/**
 * The system call filter of the sandbox. What is denied answers EPERM, so programs fail as they do without rights; {@code clone3} answers ENOSYS, so that the C library falls
 * back to {@code clone}, whose flags can be looked at; calls newer than the filter answer ENOSYS too. A call in a foreign calling convention kills.
 */
final class SyscallFilter {
    private static final int ALLOW = 0x7FFF_0000;
    private static final int KILL_PROCESS = 0x8000_0000;
    private static final int ERRNO = 0x0005_0000;
    private static final int EPERM = ERRNO | 1;
    private static final int ENOSYS = ERRNO | 38;

    /** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. CLONE_NEWTIME is no flag of {@code clone}. */
    private static final int NEW_NAMESPACE = 0x7E02_0000;

    private static final int TIOCSTI = 0x5412;
    private static final int TIOCLINUX = 0x541C;
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int AF_NETLINK = 16;

    private SyscallFilter() {}

    /** The assembled program, ready for {@code bwrap --seccomp}. */
    static byte[] assemble(Architecture architecture) {
        BpfProgram program = new BpfProgram()
                .load(BpfProgram.ARCHITECTURE)
                .unlessEqual(architecture.audit, KILL_PROCESS)
                .load(BpfProgram.CALL_NUMBER)
                // x86's x32 convention sets bit 30 of the number, so this shuts it out as well.
                .ifGreater(Architecture.NEWEST_KNOWN_CALL, ENOSYS)
                .ifEqual(Architecture.CLONE3, ENOSYS);
        for (DeniedCall call : DeniedCall.values()) {
            int number = call.number(architecture);
            if (number >= 0) {
                program.ifEqual(number, EPERM);
            }
        }
        BpfProgram families = new BpfProgram()
                .loadArgument(0)
                .ifEqual(AF_UNIX, ALLOW)
                .ifEqual(AF_INET, ALLOW)
                .ifEqual(AF_INET6, ALLOW)
                .ifEqual(AF_NETLINK, ALLOW)
                .returning(EPERM);
        BpfProgram terminal = new BpfProgram()
                .loadArgument(1)
                .ifEqual(TIOCSTI, EPERM)
                .ifEqual(TIOCLINUX, EPERM)
                .returning(ALLOW);
        BpfProgram namespaces =
                new BpfProgram().loadArgument(0).ifAnyBit(NEW_NAMESPACE, EPERM).returning(ALLOW);
        return program.whenEqual(architecture.socket, families)
                .whenEqual(architecture.socketpair, families)
                .whenEqual(architecture.ioctl, terminal)
                .whenEqual(architecture.clone, namespaces)
                .returning(ALLOW)
                .bytes();
    }
}
