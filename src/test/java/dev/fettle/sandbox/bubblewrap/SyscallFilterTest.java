package dev.fettle.sandbox.bubblewrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.sandbox.SandboxedTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The system call filter: run by an interpreter of its own on both architectures, and tried on the kernel of this machine (rows 23, 24, 27, 29 to 31, 37 to 39 of the escape suite). */
class SyscallFilterTest extends SandboxedTest {
    private static final long ALLOW = 0x7FFF0000L;
    private static final long KILL = 0x80000000L;
    private static final long EPERM = 0x00050001L;
    private static final long ENOSYS = 0x00050026L;

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void onEveryArchitectureTheDangerousIsDeniedAndTheRestAllowed(Architecture machine) {
        for (DeniedCall call : DeniedCall.values()) {
            if (call.number(machine) >= 0) {
                assertThat(decide(machine, call.number(machine))).as("%s", call).isEqualTo(EPERM);
            }
        }
        assertThat(decide(machine, Architecture.CLONE3)).isEqualTo(ENOSYS);
        assertThat(decide(machine, Architecture.NEWEST_KNOWN_CALL + 1)).isEqualTo(ENOSYS);
        assertThat(decide(machine, 0x40000000 | 41)).as("x32").isEqualTo(ENOSYS);
        assertThat(run(machine, 0xC0000003, 0)).as("a foreign convention").isEqualTo(KILL);

        assertThat(decide(machine, machine.clone, 0x01200011)).as("fork").isEqualTo(ALLOW);
        assertThat(decide(machine, machine.clone, 0x003D0F00)).as("thread").isEqualTo(ALLOW);
        for (int flag :
                new int[] {0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000}) {
            assertThat(decide(machine, machine.clone, flag | 17)).isEqualTo(EPERM);
        }
        for (int family = 0; family < 64; family++) {
            long expected = List.of(1, 2, 10, 16).contains(family) ? ALLOW : EPERM;
            assertThat(decide(machine, machine.socket, family)).as("%d", family).isEqualTo(expected);
            assertThat(decide(machine, machine.socketpair, family))
                    .as("%d", family)
                    .isEqualTo(expected);
        }
        assertThat(decide(machine, machine.ioctl, 0, 0x5412)).as("TIOCSTI").isEqualTo(EPERM);
        assertThat(decide(machine, machine.ioctl, 0, 0x5401)).as("TCGETS").isEqualTo(ALLOW);
    }

    @Test
    void everydayCallsAreAllowed() {
        for (int call :
                new int[] {0, 1, 2, 3, 9, 11, 39, 57, 59, 60, 62, 202, 231, 257, 262, 293, 302, 318, 332, 334, 437, 439
                }) {
            assertThat(decide(Architecture.X86_64, call))
                    .as("x86-64 call %d", call)
                    .isEqualTo(ALLOW);
        }
        for (int call : new int[] {
            17, 24, 34, 35, 48, 56, 57, 63, 64, 79, 93, 94, 98, 129, 172, 214, 221, 222, 226, 260, 261, 278
        }) {
            assertThat(decide(Architecture.AARCH64, call))
                    .as("aarch64 call %d", call)
                    .isEqualTo(ALLOW);
        }
    }

    @Test
    void thisMachinesKernelAnswersAsTheFilterSays() {
        Architecture machine =
                Architecture.ofJava(System.getProperty("os.arch")).orElseThrow();
        String numbers = Arrays.stream(DeniedCall.values())
                .map(call -> call.number(machine))
                .filter(number -> number >= 0)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));

        String answers = said(perl(
                """
                my ($denied, $clone, $clone3, $ioctl) = @ARGV;
                for my $call (split / /, $denied) { my $r = syscall($call, 0, 0, 0, 0, 0, 0); print "$call: $r $!\\n" unless $r == -1 && $! == 1 }
                for my $flag (0x20000, 0x10000000, 0x20000000, 0x40000000) { my $r = syscall($clone, $flag | 17, 0, 0, 0, 0); exit if $r == 0; print "clone $flag: $r $!\\n" unless $r == -1 && $! == 1 }
                syscall($clone3, 0, 0); print "clone3: $!\\n" unless $! == 38;
                my $c = "x"; syscall($ioctl, 0, 0x5412, $c); print "TIOCSTI: $!\\n" unless $! == 1;
                print "tried";
                """,
                numbers,
                Integer.toString(machine.clone),
                Integer.toString(Architecture.CLONE3),
                Integer.toString(machine.ioctl)));

        assertThat(answers).isEqualTo("tried");
    }

    @Test
    void theFirstProcessOfTheSandboxCannotBeTraced() {
        Architecture machine =
                Architecture.ofJava(System.getProperty("os.arch")).orElseThrow();
        assertThat(said(perl(
                        "print syscall($ARGV[0], 0x4206, 1, 0, 0) == 0 ? 'seized' : $!;",
                        Integer.toString(DeniedCall.PTRACE.number(machine)))))
                .isEqualTo("Operation not permitted");
    }

    private static long decide(Architecture machine, int call, int... arguments) {
        return run(machine, machine.audit, call, arguments);
    }

    /** Classic BPF as the kernel runs it on {@code struct seccomp_data}. */
    private static long run(Architecture machine, int audit, int call, int... arguments) {
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(0, call).putInt(4, audit);
        for (int i = 0; i < arguments.length; i++) {
            data.putInt(16 + 8 * i, arguments[i]);
        }
        List<long[]> program = new ArrayList<>();
        ByteBuffer code = ByteBuffer.wrap(SyscallFilter.assemble(machine)).order(ByteOrder.LITTLE_ENDIAN);
        while (code.hasRemaining()) {
            program.add(new long[] {
                code.getShort() & 0xFFFF, code.get() & 0xFF, code.get() & 0xFF, Integer.toUnsignedLong(code.getInt())
            });
        }
        long word = 0;
        for (int at = 0; ; at++) {
            long[] i = program.get(at);
            switch ((int) i[0]) {
                case 0x20 -> word = Integer.toUnsignedLong(data.getInt((int) i[3]));
                case 0x15 -> at += (int) (word == i[3] ? i[1] : i[2]);
                case 0x25 -> at += (int) (word > i[3] ? i[1] : i[2]);
                case 0x45 -> at += (int) ((word & i[3]) != 0 ? i[1] : i[2]);
                case 0x06 -> {
                    return i[3];
                }
                default -> throw new AssertionError("not an instruction of ours: " + i[0]);
            }
        }
    }
}
