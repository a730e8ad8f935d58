package dev.fettle.sandbox.bubblewrap;

import java.util.Optional;

/** The machines that the system call filter knows: audit number ({@code linux/audit.h}) and the calls it looks into. */
enum Architecture {
    X86_64(0xC000_003E, 41, 53, 16, 56),
    AARCH64(0xC000_00B7, 198, 199, 29, 220);

    /** {@code clone3} has one number everywhere. */
    static final int CLONE3 = 435;

    /** The newest call that was looked at for the filter (Linux 6.18: {@code mseal} 462 and the xattr calls 463 to 466); later ones do not exist inside. */
    static final int NEWEST_KNOWN_CALL = 466;

    final int audit;
    final int socket;
    final int socketpair;
    final int ioctl;
    final int clone;

    Architecture(int audit, int socket, int socketpair, int ioctl, int clone) {
        this.audit = audit;
        this.socket = socket;
        this.socketpair = socketpair;
        this.ioctl = ioctl;
        this.clone = clone;
    }

    /** The architecture of a Java {@code os.arch}; empty for one whose calls we do not know. */
    static Optional<Architecture> ofJava(String osArch) {
        return switch (osArch) {
            case "amd64", "x86_64" -> Optional.of(X86_64);
            case "aarch64", "arm64" -> Optional.of(AARCH64);
            default -> Optional.empty();
        };
    }
}
