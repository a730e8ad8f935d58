package dev.fettle.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTraceParser;
import dev.fettle.build.TestId;
import dev.fettle.intake.Signal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A library broke, and the project called it: the ticket is about the caller, and each caller has its own. */
class WrappedFailuresTest {
    private static final RepositoryRef SHOP = new RepositoryRef(7, "acme", "shop");
    private static final Instant NOW = Instant.parse("2024-05-01T10:00:00Z");

    private static final String JAVA = """
            com.acme.OrderException: cannot load order 7
            \tat com.acme.Orders.%1$s(%2$s.java:42)
            \tat com.acme.Main.main(Main.java:6)
            Caused by: java.sql.SQLException: refused
            \tat com.mysql.cj.jdbc.ConnectionImpl.connect(ConnectionImpl.java:836)
            \t... 12 more
            """;

    private static final String PYTHON = """
            Traceback (most recent call last):
              File "/usr/lib/python3.11/socket.py", line 962, in getaddrinfo
                for res in _socket.getaddrinfo(host, port):
            socket.gaierror: [Errno -2] Name or service not known

            The above exception was the direct cause of the following exception:

            Traceback (most recent call last):
              File "/srv/shop/rates.py", line 12, in %s
                return requests.get(url)
              File "/srv/venv/lib/python3.11/site-packages/requests/api.py", line 73, in get
                return request("get", url)
            requests.exceptions.ConnectionError: no route
            """;

    @Test
    void theFilesAreThoseOfTheCaller() {
        assertThat(draft(JAVA.formatted("load", "Orders")).filesToModify()).containsExactly("Orders.java", "Main.java");
        assertThat(draft(PYTHON.formatted("fetch")).filesToModify()).containsExactly("/srv/shop/rates.py");
    }

    @Test
    void eachCallerHasATicketOfItsOwn() {
        String load = print(JAVA.formatted("load", "Orders"));

        assertThat(load).isEqualTo(print(JAVA.formatted("load", "Orders").replace(":42)", ":57)")));
        assertThat(load).isNotEqualTo(print(JAVA.formatted("store", "Orders")));
        assertThat(print(PYTHON.formatted("fetch"))).isNotEqualTo(print(PYTHON.formatted("renew")));
    }

    @Test
    void aRootCauseInTheProjectStaysTheOneThatCounts() {
        String inner = """
                com.acme.OrderException: no
                \tat com.acme.Orders.load(Orders.java:42)
                Caused by: java.lang.IllegalStateException: closed
                \tat org.springframework.util.Assert.state(Assert.java:76)
                \tat com.acme.Store.read(Store.java:9)
                \t... 3 more
                """;

        assertThat(draft(inner).filesToModify()).containsExactly("Store.java");
    }

    @Test
    void aTestInCiAndAReportAreOneFailure() {
        String text = JAVA.formatted("load", "Orders");
        Signal red = new Signal.RedTests(
                SHOP,
                NOW,
                "c".repeat(40),
                "main",
                true,
                "ci",
                Signal.FailureClass.TEST,
                List.of(TestId.parse("com.acme.OrdersTest#loads")),
                trace(text),
                "");

        assertThat(Fingerprint.of(red)).isEqualTo(print(text));
    }

    private static Ticket draft(String text) {
        return new TicketDrafts(Clock.systemUTC()).draft(seen(text));
    }

    private static String print(String text) {
        return Fingerprint.of(seen(text));
    }

    private static Signal seen(String text) {
        StackTrace trace = trace(text);
        return new Signal.ExceptionSeen(
                SHOP, NOW, trace.root().type(), trace.root().message(), trace, List.of(), 1);
    }

    private static StackTrace trace(String text) {
        return StackTraceParser.parse(text).orElseThrow();
    }
}
