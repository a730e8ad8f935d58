package dev.fettle.sandbox.bubblewrap;

/**
 * System calls that no build and no test needs and that foreign code must not have, with their numbers on each architecture (Linux 6.18, {@code
 * asm/unistd_64.h} and {@code asm-generic/unistd.h}).
 */
enum DeniedCall {
    MOUNT(165, 40),
    UMOUNT2(166, 39),
    PIVOT_ROOT(155, 41),
    CHROOT(161, 51),
    OPEN_TREE(428, 428),
    MOVE_MOUNT(429, 429),
    FSOPEN(430, 430),
    FSCONFIG(431, 431),
    FSMOUNT(432, 432),
    FSPICK(433, 433),
    MOUNT_SETATTR(442, 442),
    UNSHARE(272, 97),
    SETNS(308, 268),
    BPF(321, 280),
    USERFAULTFD(323, 282),
    IO_URING_SETUP(425, 425),
    IO_URING_ENTER(426, 426),
    IO_URING_REGISTER(427, 427),
    PERF_EVENT_OPEN(298, 241),
    ADD_KEY(248, 217),
    REQUEST_KEY(249, 218),
    KEYCTL(250, 219),
    PTRACE(101, 117),
    PROCESS_VM_READV(310, 270),
    PROCESS_VM_WRITEV(311, 271),
    PIDFD_GETFD(438, 438),
    KCMP(312, 272),
    PROCESS_MADVISE(440, 440),
    INIT_MODULE(175, 105),
    FINIT_MODULE(313, 273),
    DELETE_MODULE(176, 106),
    CREATE_MODULE(174, -1),
    SETTIMEOFDAY(164, 170),
    CLOCK_SETTIME(227, 112),
    ADJTIMEX(159, 171),
    CLOCK_ADJTIME(305, 266),
    OPEN_BY_HANDLE_AT(304, 265),
    KEXEC_LOAD(246, 104),
    KEXEC_FILE_LOAD(320, 294),
    REBOOT(169, 142),
    SWAPON(167, 224),
    SWAPOFF(168, 225),
    ACCT(163, 89),
    QUOTACTL(179, 60),
    QUOTACTL_FD(443, 443),
    SYSLOG(103, 116),
    IOPL(172, -1),
    IOPERM(173, -1),
    FANOTIFY_INIT(300, 262),
    LOOKUP_DCOOKIE(212, 18),
    NFSSERVCTL(180, 42),
    USELIB(134, -1),
    USTAT(136, -1),
    SYSFS(139, -1),
    SYSCTL(156, -1),
    VHANGUP(153, 58),
    SETHOSTNAME(170, 161),
    SETDOMAINNAME(171, 162),
    MOVE_PAGES(279, 239),
    MIGRATE_PAGES(256, 238);

    private final int x86;
    private final int arm;

    DeniedCall(int x86, int arm) {
        this.x86 = x86;
        this.arm = arm;
    }

    /** The call's number, or -1 where the architecture does not have it. */
    int number(Architecture architecture) {
        return architecture == Architecture.X86_64 ? x86 : arm;
    }
}
