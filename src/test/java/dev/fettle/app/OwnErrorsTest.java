package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.SecretShapes;
import dev.fettle.forge.ForgeException;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.Report;
import dev.fettle.intake.ReportLog;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What Fettle did not expect of itself becomes a ticket of its own repository, and never the reason for another one. */
class OwnErrorsTest {
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final Logger fettle = (Logger) LoggerFactory.getLogger("dev.fettle.app");
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Appender<ILoggingEvent> terminal = root.getAppender("STDERR");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Loop loop;
    private RepositoryRef own;
    private OwnErrors errors;
    private OwnErrorWatch watch;

    @BeforeEach
    void start() {
        loop = new Loop(folder.resolve("loop"));
        own = RepositoryRef.parse(loop.repository(Samples.mendable()).slug());
        errors = errors(loop.stores().reports());
        watch = new OwnErrorWatch(errors, NEVER);
        watch.start();
        log.start();
        fettle.addAppender(log);
        fettle.setLevel(Level.WARN);
        root.detachAppender(terminal); // a passing test says nothing
    }

    @AfterEach
    void stop() throws Exception {
        watch.close();
        fettle.detachAppender(log);
        fettle.setLevel(null);
        root.addAppender(terminal);
        loop.close();
    }

    private OwnErrors errors(ReportLog reports) {
        return new OwnErrors(own, reports, new PatternRedactor(SecretShapes.bundled(), List::of), loop.clock);
    }

    private int waiting() {
        return loop.stores().reports().waiting(own.key());
    }

    @Test
    void anErrorThatIsLoggedTwiceIsOneTicketThatWaitsForAPersonAndHoldsNobodysData() {
        for (int i = 1; i <= 2; i++) {
            fettle.error("GET /tickets failed", new IllegalStateException("no row for jane" + i + "@mail.example"));
        }
        errors.flush();
        loop.settle();

        Ticket ticket = loop.ticket();
        assertThat(ticket.status()).isEqualTo(Status.OPEN);
        assertThat(ticket.waiting()).isEqualTo(WaitingReason.REPORTED);
        assertThat(ticket.count()).isEqualTo(2);
        assertThat(ticket.title()).startsWith("Fix IllegalStateException");
        assertThat(ticket.evidence().toString()).contains("no row for <email").doesNotContain("mail.example");
        assertThat(loop.backlog().attempts(ticket.id())).isEmpty();
    }

    @Test
    void whatEndsAThreadOrComesOutOfAWorkerOrATimerIsSeen() throws Exception {
        Thread background = new Thread(() -> {
            throw new IllegalArgumentException("of a thread");
        });
        background.start();
        background.join();
        Worker worker = watch.watching(Map.of(Kind.TRIAGE, item -> {
                    throw new NullPointerException("of a worker");
                }))
                .get(Kind.TRIAGE);
        assertThatThrownBy(() -> worker.work(item(Kind.TRIAGE, "1"))).isInstanceOf(NullPointerException.class);
        Runnable timer = watch.watching((Runnable) () -> {
            throw new ArithmeticException("of a timer");
        });
        assertThatThrownBy(timer::run).isInstanceOf(ArithmeticException.class);

        watch.close();

        assertThat(waiting()).isEqualTo(3);
    }

    @Test
    void whatTheMachineOrTheForgeDidIsNoMistakeOfOurs() {
        ForgeException away = new ForgeException(ForgeException.Kind.UNAVAILABLE, "away", null, null);
        fettle.error("the forge", new IllegalStateException(away));
        fettle.error("the disk", new UncheckedIOException(new IOException("no space left on device")));
        fettle.error("the end", new CancellationException());
        fettle.warn("not an error", new IllegalStateException());
        errors.flush();

        assertThat(waiting()).isZero();
    }

    @Test
    void aFailureThatItsReportLeadsToIsNotReported() {
        Worker triage = watch.watching(Map.of(Kind.REPORTS, item -> {
                    fettle.error("a report could not be made a ticket", new IllegalStateException("of the report"));
                    throw new IllegalStateException("of the report");
                }))
                .get(Kind.REPORTS);

        assertThatThrownBy(() -> triage.work(item(Kind.REPORTS, own.key()))).isInstanceOf(IllegalStateException.class);
        errors.flush();
        assertThat(waiting()).as("of our own repository").isZero();

        assertThatThrownBy(() -> triage.work(item(Kind.REPORTS, "acme/other")))
                .isInstanceOf(IllegalStateException.class);
        errors.flush();
        assertThat(waiting()).as("of another one").isPositive();
    }

    @Test
    void whatCannotBeWrittenIsKeptAndIsNoErrorByItself() {
        Moody reports = new Moody(loop.stores().reports());
        OwnErrors kept = errors(reports);
        reports.broken = true;
        kept.tell(new IllegalStateException("once"));
        kept.flush();
        assertThat(waiting()).isZero();
        assertThat(log.list).extracting(ILoggingEvent::getLevel).contains(Level.WARN);

        reports.broken = false;
        kept.flush();
        kept.flush();

        assertThat(reports.accepted).hasSize(1);
        assertThat(reports.accepted.get(0).signal().count()).isEqualTo(1);
    }

    @Test
    void aFloodOfDifferentErrorsHasAnEnd() {
        for (int i = 0; i < 60; i++) {
            IllegalStateException error = new IllegalStateException("flood");
            error.setStackTrace(
                    new StackTraceElement[] {new StackTraceElement("dev.fettle.web.Page" + i, "show", "Page.java", i)});
            errors.tell(error);
        }
        errors.flush();

        assertThat(waiting()).isEqualTo(50);
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).anyMatch(said -> said.startsWith("10 "));
    }

    private WorkItem item(Kind kind, String key) {
        return new WorkItem(kind, key, "", 50, loop.clock.instant());
    }

    /** A log that cannot be written to for a while, and says so as the real one does. */
    private final class Moody implements ReportLog {
        private final ReportLog real;
        private final List<Report> accepted = new ArrayList<>();
        private boolean broken;

        Moody(ReportLog real) {
            this.real = real;
        }

        @Override
        public Acceptance accept(IntakeSource source, List<Report> reports) {
            if (broken) {
                IllegalStateException full = new IllegalStateException("the table is locked");
                fettle.error("could not be stored", full);
                throw full;
            }
            accepted.addAll(reports);
            return real.accept(source, reports);
        }

        @Override
        public List<Pending> take(String repositoryKey, Instant now, int most) {
            return real.take(repositoryKey, now, most);
        }

        @Override
        public void defer(Pending pending, Instant until) {
            real.defer(pending, until);
        }

        @Override
        public Optional<RepositoryRef> repository(String repositoryKey) {
            return real.repository(repositoryKey);
        }

        @Override
        public int waiting(String repositoryKey) {
            return real.waiting(repositoryKey);
        }

        @Override
        public List<String> deferred() {
            return real.deferred();
        }
    }
}
