package dev.fettle.sandbox;

import java.util.List;

/**
 * One thing that foreign code tries, cheap enough to be tried on any machine at any time. Where the wall does not hold, it must do no harm: it touches nothing but its own folder and
 * what it takes away again at once.
 *
 * @param rows of the escape suite in {@code docs/threats.md}
 * @param name what it tries
 * @param script for {@code sh}, which exits with 0 when the wall holds; {@code $1} is a file of the host that everybody there may read
 */
public record EscapeProbe(String rows, String name, String script) {
    /** The cheap dozen, and a few more. */
    public static final List<EscapeProbe> CHEAP = List.of(
            new EscapeProbe(
                    "1, 34",
                    "keep a capability, or gain one",
                    "grep -q '^CapEff:[[:space:]]*0*$' /proc/self/status && grep -q '^NoNewPrivs:[[:space:]]*1$' /proc/self/status"),
            new EscapeProbe("3, 4, 5", "read the home of root and the shadow file", "! ls /root && ! cat /etc/shadow"),
            new EscapeProbe("6", "see a file of the host", "! test -e \"$1\""),
            new EscapeProbe(
                    "8",
                    "read a secret from the first process",
                    "! tr '\\0' '\\n' < /proc/1/environ | grep -qiE 'token|secret|password|fettle_'"),
            new EscapeProbe("10", "see other processes", "set -- /proc/[0-9]*; test $# -le 4"),
            new EscapeProbe("18", "make a sparse file of a tebibyte", "! truncate -s 1T sparse"),
            new EscapeProbe(
                    "20", "reach a network", "test \"$(tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' ')\" = lo"),
            new EscapeProbe(
                    "23, 24",
                    "make a raw or a VSOCK socket",
                    "perl -e 'for my $f (17, 40) { exit 1 if socket(my $s, $f, 3, 0) || socket(my $t, $f, 1, 0) }'"),
            new EscapeProbe(
                    "28",
                    "write outside of its folder",
                    "for d in /usr /etc /; do if sh -c \": >$d/fettle-probe\"; then rm -f \"$d/fettle-probe\"; exit 1; fi; done"),
            new EscapeProbe(
                    "29, 30", "mount something", "mkdir m; if mount -t tmpfs tmpfs m; then umount m; exit 1; fi"),
            new EscapeProbe("31", "make a namespace inside", "! unshare --user true"),
            new EscapeProbe("32", "make a device", "! mknod device c 1 3"),
            new EscapeProbe("35", "change a switch of the kernel", "! sh -c ': >>/proc/sys/kernel/core_pattern'"),
            new EscapeProbe(
                    "36", "see a disk of the host", "! ls -d /dev/[sv]d[a-z] /dev/nvme[0-9]* /dev/mem | grep -q ."),
            new EscapeProbe(
                    "54", "leave a core dump, or read our input", "test \"$(ulimit -c)\" = 0 && ! read -r line"));
}
