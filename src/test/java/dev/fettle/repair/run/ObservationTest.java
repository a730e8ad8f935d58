package dev.fettle.repair.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.repair.run.Observation.End;
import dev.fettle.repair.run.Observation.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Edited methods called on inputs that no test has, at the entries of one that does, in a real JVM. */
class ObservationTest extends BenchedTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void aBoundaryIsToldApartByAnInputThatNoTestHas() {
        List<Observation> seen = discount(1, 2, 3, 4);

        Observation eleven = find(seen, "percent(11)");
        assertThat(eleven.method()).isEqualTo("p.Discount.percent(I)I");
        assertThat(result(eleven, 0)).isEqualTo("10");
        assertThat(result(eleven, 1)).isEqualTo("10");
        assertThat(result(eleven, 2)).isEqualTo("0");
        assertThat(find(seen, "percent(10)").change()).isZero();
        assertThat(seen).extracting(Observation::call).doesNotHaveDuplicates();
    }

    @Test
    void whatDoesNotEndOrFailsIsSeenToDoSo() {
        List<Observation> seen = discount(1, 2, 3, 4);

        assertThat(outcome(find(seen, "percent(11)"), 3)).isEqualTo(new Outcome(End.ENDLESS, "", ""));
        Outcome thrown = outcome(find(seen, "percent(0)"), 4);
        assertThat(thrown).isEqualTo(new Outcome(End.THREW, "java.lang.ArithmeticException", ""));
        assertThat(thrown.crashes()).isTrue();
        assertThat(outcome(find(seen, "percent(0)"), 1).crashes()).isFalse();
    }

    @Test
    void theSameIsSeenEachTime() {
        assertThat(discount(1, 2, 3, 4))
                .isEqualTo(again(test("p.DiscountTest#ten"), 1, 2, 3, 4))
                .isNotEmpty();
    }

    @Test
    void amongManyCallsThoseThatAVariantAnswersOtherwiseAreLookedAt() {
        small.production("p/Discount.java", """
                package p;
                public class Discount {
                    public static int percent(int pieces) { return pieces > 10 ? 10 : 0; }
                }
                """).test("p/DiscountTest.java", """
                package p;
                import org.junit.Test;
                import static org.junit.Assert.*;
                public class DiscountTest {
                    @Test public void all() {
                        for (int pieces = 100; pieces < 120; pieces++) { assertEquals(10, Discount.percent(pieces)); }
                        assertEquals(10, Discount.percent(10));
                    }
                }
                """);
        baseline();
        load("p/Discount.java", """
                package p;
                import dev.fettle.probe.Switch;
                public class Discount {
                    public static int percent(int pieces) {
                        switch (Switch.first()) {
                            case 1: return percent$1(pieces);
                            case 2: return percent$2(pieces);
                            default:
                        }
                        return pieces > 10 ? 10 : 0;
                    }
                    private static int percent$1(int pieces) { return pieces >= 10 ? 10 : 0; }
                    private static int percent$2(int pieces) { return pieces >= 10 && pieces != 11 ? 10 : 0; }
                }
                """);

        List<Observation> seen = again(test("p.DiscountTest#all"), 1, 2);

        assertThat(find(seen, "percent(10)").change()).as("the test's own call").isZero();
        assertThat(result(find(seen, "percent(11)"), 1)).isEqualTo("10");
        assertThat(result(find(seen, "percent(11)"), 2)).isEqualTo("0");
    }

    private List<Observation> discount(Integer... variants) {
        small.production("p/Discount.java", """
                package p;
                public class Discount {
                    public static int percent(int pieces) { return pieces > 10 ? 10 : 0; }
                    static int other(long pieces) { return 0; }
                }
                """).test("p/DiscountTest.java", """
                package p;
                import org.junit.Test;
                import static org.junit.Assert.*;
                public class DiscountTest {
                    @Test public void ten() { assertEquals(10, Discount.percent(10)); }
                }
                """);
        baseline();
        load("p/Discount.java", """
                package p;
                import dev.fettle.probe.Switch;
                public class Discount {
                    public static int percent(int pieces) {
                        switch (Switch.first()) {
                            case 1: return percent$1(pieces);
                            case 2: return percent$2(pieces);
                            case 3: return percent$3(pieces);
                            case 4: return percent$4(pieces);
                            default:
                        }
                        return pieces > 10 ? 10 : 0;
                    }
                    private static int percent$1(int pieces) { return pieces >= 10 ? 10 : 0; }
                    private static int percent$2(int pieces) { return pieces == 10 ? 10 : 0; }
                    private static int percent$3(int pieces) { while (pieces > 10) { } return 10; }
                    private static int percent$4(int pieces) { return 100 / pieces; }
                }
                """);
        return again(test("p.DiscountTest#ten"), variants);
    }

    @Test
    void aMethodWithoutResultIsJudgedByItsArray() {
        small.production("p/Order.java", """
                package p;
                public class Order {
                    public static void sort(int[] values, int from) { }
                }
                """).test("p/OrderTest.java", """
                package p;
                import org.junit.Test;
                import static org.junit.Assert.*;
                public class OrderTest {
                    @Test public void two() {
                        int[] values = {2, 1};
                        Order.sort(values, 0);
                        assertArrayEquals(new int[] {1, 2}, values);
                    }
                }
                """);
        baseline();
        load("p/Order.java", """
                package p;
                import dev.fettle.probe.Switch;
                public class Order {
                    public static void sort(int[] values, int from) {
                        switch (Switch.first()) {
                            case 1: sort$1(values, from); return;
                            case 2: sort$2(values, from); return;
                            default:
                        }
                    }
                    private static void sort$1(int[] values, int from) { java.util.Arrays.sort(values); }
                    private static void sort$2(int[] values, int from) {
                        if (values.length > 1) { int first = values[0]; values[0] = values[1]; values[1] = first; }
                    }
                }
                """);

        List<Observation> seen = again(test("p.OrderTest#two"), 1, 2);

        Observation reversed = find(seen, "sort({1, 2}, 0)");
        assertThat(outcome(reversed, 0)).isEqualTo(new Outcome(End.RETURNED, "", ""));
        assertThat(outcome(reversed, 1)).isEqualTo(new Outcome(End.RETURNED, "", ""));
        assertThat(outcome(reversed, 2).effects()).isEqualTo("argument 1 is {2, 1}");
        assertThat(outcome(find(seen, "sort({2, 1, 1}, 0)"), 1).effects()).isEqualTo("argument 1 is {1, 1, 2}");
        assertThat(outcome(find(seen, "sort(null, 0)"), 1).crashes()).isTrue();
    }

    @Test
    void whatTheObjectHoldsAfterwardsCounts() {
        small.production("p/Account.java", """
                package p;
                public class Account {
                    private int balance;
                    private int moves;
                    public boolean take(int amount) {
                        if (amount < balance) { balance -= amount; return true; }
                        return false;
                    }
                    public void put(int amount) { balance += amount; }
                    public int balance() { return balance; }
                }
                """).test("p/AccountTest.java", """
                package p;
                import org.junit.Test;
                import static org.junit.Assert.*;
                public class AccountTest {
                    @Test public void all() {
                        Account account = new Account();
                        account.put(7);
                        assertTrue(account.take(7));
                        assertEquals(0, account.balance());
                    }
                }
                """);
        baseline();
        load("p/Account.java", """
                package p;
                import dev.fettle.probe.Switch;
                public class Account {
                    private int balance;
                    private int moves;
                    public boolean take(int amount) {
                        switch (Switch.first()) {
                            case 1: return take$1(amount);
                            case 2: return take$2(amount);
                            default:
                        }
                        if (amount < balance) { balance -= amount; return true; }
                        return false;
                    }
                    private boolean take$1(int amount) {
                        if (amount <= balance) { balance -= amount; return true; }
                        return false;
                    }
                    private boolean take$2(int amount) {
                        if (amount <= balance) { balance = 0; return true; }
                        return false;
                    }
                    public void put(int amount) { balance += amount; }
                    public int balance() { return balance; }
                }
                """);

        List<Observation> seen = again(test("p.AccountTest#all"), 1, 2);

        Observation six = find(seen, "take(6)");
        assertThat(outcome(six, 0)).isEqualTo(outcome(six, 1));
        assertThat(outcome(six, 1)).isEqualTo(new Outcome(End.RETURNED, "true", "this is Account{balance=1, moves=0}"));
        assertThat(outcome(six, 2).effects()).isEqualTo("this is Account{balance=0, moves=0}");
    }

    @Test
    void whatACallLeavesInStaticFieldsDoesNotReachTheNext() {
        small.production("p/Memo.java", """
                package p;
                import java.util.*;
                public class Memo {
                    static final Map<Integer, Integer> KNOWN = new HashMap<>();
                    static int of(int n) { return KNOWN.computeIfAbsent(n, key -> key + 1); }
                }
                """).test("p/MemoTest.java", """
                package p;
                import org.junit.Test;
                import static org.junit.Assert.*;
                public class MemoTest {
                    @Test public void five() { assertEquals(10, Memo.of(5)); }
                }
                """);
        baseline();
        load("p/Memo.java", """
                package p;
                import dev.fettle.probe.Switch;
                import java.util.*;
                public class Memo {
                    static final Map<Integer, Integer> KNOWN = new HashMap<>();
                    static int of(int n) {
                        switch (Switch.first()) {
                            case 1: return of$1(n);
                            case 2: return of$2(n);
                            default:
                        }
                        return KNOWN.computeIfAbsent(n, key -> key + 1);
                    }
                    private static int of$1(int n) { return KNOWN.computeIfAbsent(n, key -> key * 2); }
                    private static int of$2(int n) { return KNOWN.computeIfAbsent(n, key -> key + 5); }
                }
                """);

        List<Observation> seen = again(test("p.MemoTest#five"), 1, 2);

        Observation six = find(seen, "of(6)");
        assertThat(List.of(result(six, 0), result(six, 1), result(six, 2))).containsExactly("7", "12", "11");
    }

    @Test
    void whatDiffersFromCallToCallIsNoEvidence() {
        small.production("p/Ids.java", """
                package p;
                public class Ids {
                    static String of(Object what) { return what.getClass().getName() + System.nanoTime(); }
                }
                """).test("p/IdsTest.java", """
                package p;
                import org.junit.Test;
                import static org.junit.Assert.*;
                public class IdsTest {
                    @Test public void ofText() { assertEquals("", Ids.of("a")); }
                }
                """);
        baseline();
        load("p/Ids.java", """
                package p;
                public class Ids {
                    static String of(Object what) {
                        switch (dev.fettle.probe.Switch.first()) { case 1: return of$1(what); default: }
                        return what.getClass().getName() + System.nanoTime();
                    }
                    private static String of$1(Object what) { return ""; }
                }
                """);

        List<Observation> seen = again(test("p.IdsTest#ofText"), 1);

        assertThat(seen)
                .noneMatch(one ->
                        one.outcomes().containsKey(0) && one.outcomes().get(0).end() == End.RETURNED);
        assertThat(find(seen, "of(null)").outcomes()).containsKey(0);
    }

    private List<Observation> again(TestId id, Integer... variants) {
        return bench().probe(new ProbeRun(1, List.of(variants), id, LIMIT, 2_000));
    }

    private static Observation find(List<Observation> seen, String call) {
        Optional<Observation> found =
                seen.stream().filter(one -> one.call().equals(call)).findFirst();
        assertThat(found).as("%s in %s", call, seen).isPresent();
        return found.orElseThrow();
    }

    private static Outcome outcome(Observation seen, int variant) {
        return Objects.requireNonNull(seen.outcomes().get(variant), "not seen");
    }

    private static String result(Observation seen, int variant) {
        return outcome(seen, variant).result();
    }
}
