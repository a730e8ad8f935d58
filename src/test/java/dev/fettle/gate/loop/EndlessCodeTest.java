package dev.fettle.gate.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops and recursion that cannot end, told from those that can. */
class EndlessCodeTest {
    private static List<EndlessCode.Found> found(String members) {
        return EndlessCode.in("class A {\n" + members + "\n}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int f(int n) { int i = 0; int s = 0; while (i < n) { s += i; } return s; }",
                "int f(int n) { int s = 0; for (int i = 0; i < n; s++) { s += 2; } return s; }",
                "int f(int n) { int s = 0; for (int i = 0; i < n; i--) { s++; } return s; }",
                "int f(int n) { int s = 0; for (int i = n; i >= 0; i++) { s++; } return s; }",
                "int f(int[] a) { int i = 0; do { a[0]++; } while (i < a.length); return i; }",
                "int f(java.util.Iterator<String> it) { int n = 0; while (it.hasNext()) { n++; } return n; }",
                "int f(Node node) { int n = 0; while (node != null) { n += node.size; } return n; }",
                "int f(int n) { while (true) { n = n + 1; } }",
                "int f(int n) { for (;;) { switch (n) { case 1: n = 2; break; default: n = 3; } } }",
                "int f(int n) { int low = 0; int high = n; while (low < high) { int mid = (low + high) / 2; } return low; }",
                "int f(int n) { while (n > 0) { Runnable r = () -> { return; }; r.run(); } return n; }",
                "int f(int n) { return f(n); }",
                "int f(int n) { return f(n - 1) + 1; }",
                "int f(int n) { int m = n; return m > 3 ? f(n) : 0; }",
                "void f() { this.f(); }",
                "int f(int n, int m) { if (n > m) { return f(n, m); } return m; }",
                "int f(int n) { int i = 0; while (i < n) { i = i++; } return i; }",
                "int f(int n, boolean on) { while (on = true) { n++; } }",
                "int f(int n) { int i = 0; while (i < n) { i += 0; g(i); } return i; }",
                "void f(String id) { log(id); if (!id.isEmpty()) { f(id); } }",
                "int f(int n, boolean deep) { step(); return deep ? f(n, deep) : n; }",
            })
    void whatCannotEndIsFound(String method) {
        assertThat(found(method)).as(method).hasSize(1).allSatisfy(one -> {
            assertThat(one.certain()).isTrue();
            assertThat(one.line()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int f(int n) { int i = 0; while (i < n) { i++; } return i; }",
                "int f(int n) { for (int i = 0; i < n; i++) { } return n; }",
                "int f(int n) { for (int i = n; i > 0; i /= 2) { } return n; }",
                "int f(int n) { for (int i = 0; i < n; i += step(i)) { } return n; }",
                "int f(int n) { int i = 0; while (i < n) { if (i % 2 == 0) { i--; } i += 2; } return i; }",
                "int f(java.util.Iterator<String> it) { int n = 0; while (it.hasNext()) { it.next(); } return n; }",
                "int f(java.util.Deque<String> q) { while (!q.isEmpty()) { drain(q); } return 0; }",
                "int f(Node node) { while (node != null) { node = node.next; } return 0; }",
                "String f(java.io.BufferedReader in) throws Exception { String s; while ((s = in.readLine()) != null) { log(s); } return s; }",
                "int f(int n) { while (true) { if (n++ > 5) { return n; } } }",
                "int f(int n) { while (true) { if (n++ > 5) { break; } } return n; }",
                "int f(int n) { outer: while (true) { for (;;) { break outer; } } return n; }",
                "int f(int n) { while (true) { n = n + 1; if (n > 9) { throw new IllegalStateException(); } } }",
                "boolean done; void f() { while (!done) { Thread.onSpinWait(); } }",
                "void f() { while (!Thread.currentThread().isInterrupted()) { step(); } }",
                "int f(int n) { while (n > 0) { n = g(n); } return n; }",
                "int f(int[] a) { int i = 0; while (a[i] < 3) { i++; } return i; }",
                "int f(int[] a) { while (a[0] < 3) { a[0]++; } return 0; }",
                "int f(int n) { return n <= 0 ? 0 : f(n - 1) + 1; }",
                "int f(int n) { if (n == 0) { return 0; } return f(n - 1); }",
                "int f(int n) { return f((long) n); } int f(long n) { return 1; }",
                "int f(int n) { return n > 0 && f(n - 1) > 2 ? 1 : 0; }",
                "int f(A other) { return other.f(this); }",
                "int size; int f(int n) { size++; if (size > n) { return size; } return f(n); }",
                "Runnable f() { return () -> f(); }",
                "int f(int n) { try { return g(n); } catch (RuntimeException e) { return f(n - 1); } }",
                "void f(java.util.List<A> all) { for (A one : all) { one.f(all); f(all); } }",
                "int f(int n) { int i = 0; while (i < n) { i = i + 1; } return i; }",
                "int f(int n) { int i = 1; while (i < n) { i *= 2; } return i; }",
                "void f(String id) { if (again(id)) { f(id); } }",
                "int left; void f(String id) { left--; if (left > 0) { f(id); } }",
                "void f(java.util.Deque<A> all) { all.pop(); if (!all.isEmpty()) { f(all); } }",
                "void f(String id) { try { send(id); } catch (RuntimeException e) { wait(id); f(id); } }",
                "void f(int n) { if (n > 0) { n--; f(n); } }",
                "void f(int n, boolean first) { if (first) { f(n, false); } }",
            })
    void whatCanEndIsLeftAlone(String method) {
        assertThat(found(method)).as(method).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public void run() { while (true) { step(); } }",
                "void pump(java.util.concurrent.BlockingQueue<String> q) throws Exception { for (;;) { log(q.take()); } }",
                "void start() { new Thread(() -> { while (true) { step(); } }).start(); }",
            })
    void whatMayRunForEverOnPurposeIsOnlyDoubtful(String method) {
        assertThat(found(method))
                .as(method)
                .singleElement()
                .satisfies(one -> assertThat(one.certain()).isFalse());
    }

    @Test
    void onlyWhatTheChangeBroughtIsItsFault() {
        String endless = "  int f(int n) {\n    while (n > 0) { g(); }\n    return n;\n  }\n";
        String before = "class A {\n" + endless + "}\n";
        String after = "class A {\n\n\n" + endless + endless.replace("f(int", "h(int") + "}\n";

        assertThat(EndlessCode.added(before, after))
                .singleElement()
                .satisfies(one -> assertThat(one.line()).isEqualTo(9));
        assertThat(EndlessCode.added(null, before)).hasSize(1);
        assertThat(EndlessCode.added(before, before)).isEmpty();
    }

    @Test
    void whatIsNoJavaOrNestedWithoutEndIsLeftAlone() {
        assertThat(EndlessCode.in("while (true) {")).isEmpty();
        assertThat(EndlessCode.in("class A { int x = " + "(".repeat(200_000) + "1" + ")".repeat(200_000) + "; }"))
                .isEmpty();
    }
}
