package dev.fettle.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.Check;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.Comment;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Access;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.Repository;
import dev.fettle.forge.RequestUse;
import dev.fettle.workspace.CommitMessage;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.PushResult;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the contract asks of a forge, asked of a real server; skipped unless the environment names one (CONTRIBUTING.md). The repository is for that alone: a branch, a pull request and comments stay in it.
 */
class RealForgeTest {
    private static final Map<String, String> ENVIRONMENT = System.getenv();
    private static final String URL = ENVIRONMENT.getOrDefault("FETTLE_TEST_FORGE_URL", "");
    private static final String SLUG = ENVIRONMENT.getOrDefault("FETTLE_TEST_FORGE_REPOSITORY", "");
    private static final String TOKEN = ENVIRONMENT.getOrDefault("FETTLE_TEST_FORGE_TOKEN", "");
    private static final long APP = Long.parseLong(ENVIRONMENT.getOrDefault("FETTLE_TEST_FORGE_APP_ID", "0"));
    private static final String KEY = ENVIRONMENT.getOrDefault("FETTLE_TEST_FORGE_KEY_FILE", "");

    @TempDir
    Path folder;

    private final InstantSource clock = InstantSource.system();
    private Forge forge;
    private TransportRules transports;
    private Repository repository;

    @BeforeAll
    static void aServerIsNamed() {
        assumeTrue(
                !URL.isEmpty() && !SLUG.isEmpty() && (!TOKEN.isEmpty() || !KEY.isEmpty()),
                "no real forge is named: FETTLE_TEST_FORGE_URL, _REPOSITORY, and _TOKEN, or _APP_ID and _KEY_FILE");
    }

    @BeforeEach
    void open() throws Exception {
        boolean app = !KEY.isEmpty();
        ForgeAccess access = new ForgeAccess(
                app ? ForgeAccess.Kind.GITHUB : ForgeAccess.Kind.TOKEN,
                URL,
                APP,
                app ? Optional.of(Secret.of(Files.readString(Path.of(KEY)))) : Optional.empty(),
                TOKEN.isEmpty() ? Optional.empty() : Optional.of(Secret.of(TOKEN)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
        forge = app ? GitHubForge.app(access, installed -> Optional.empty(), clock) : GitHubForge.token(access, clock);
        transports = TransportRules.httpsOnly().withPlainHttp(GitHubForge.plainHttpHosts(access));
        repository = forge.repository(RepositoryRef.parse(SLUG)).orElseThrow();
    }

    private RepositoryRef ref() {
        return repository.ref();
    }

    /** The server wants time between writes: it is given. */
    private interface Verb<R> {
        R call();
    }

    private static <R> R patient(Verb<R> verb) {
        while (true) {
            try {
                return verb.call();
            } catch (ForgeException e) {
                Duration wait = e.retryAt()
                        .map(at -> Duration.between(Instant.now(), at))
                        .filter(time -> time.compareTo(Duration.ofMinutes(2)) < 0)
                        .orElseThrow(() -> e);
                LockSupport.parkNanos(Math.max(0, wait.toNanos()) + 50_000_000);
            }
        }
    }

    private static void patiently(Runnable verb) {
        boolean unused = patient(() -> {
            verb.run();
            return true;
        });
    }

    private List<String> labels(long number) {
        return forge.issue(ref(), number).orElseThrow().labels();
    }

    @Test
    void whoMayWriteIsTold() {
        assertThat(forge.permission(ref(), forge.self().login()).mayWrite() || !KEY.isEmpty())
                .as("the bot of token mode writes")
                .isTrue();
        assertThat(forge.permission(ref(), "nobody-of-this-name-here").mayWrite())
                .isFalse();
    }

    @Test
    void whoWeAreAndWhatIsThereIsTold() {
        assertThat(forge.self().login()).isNotBlank();
        assertThat(ref().slug().toLowerCase(Locale.ROOT)).isEqualTo(SLUG.toLowerCase(Locale.ROOT));
        List<String> listed =
                forge.repositories().stream().map(each -> each.ref().slug()).toList();
        if (!KEY.isEmpty()) {
            assertThat(listed).contains(ref().slug());
        } // a bot that only collaborates is not told of it by every server: there the operator names the repository
        assertThat(forge.branch(ref(), repository.defaultBranch())).isPresent();
        assertThat(forge.branch(ref(), "no-such-branch")).isEmpty();
        assertThat(forge.file(ref(), "no/such/file", repository.defaultBranch()))
                .isEmpty();
        assertThat(forge.repository(RepositoryRef.parse(ref().owner() + "/no-such-repository-here")))
                .isEmpty();
    }

    @Test
    void whatHasNotChangedIsSaidInAWord() {
        Optional<String> head = forge.branch(ref(), repository.defaultBranch());
        assertThat(forge.branch(ref(), repository.defaultBranch())).isEqualTo(head);
        boolean tagged = forge.requests().stream().anyMatch(use -> use.unchanged() > 0);
        boolean limited = forge.requests().stream().anyMatch(use -> use.limit().isPresent());
        assumeTrue(tagged || limited, "this server has neither tags nor limits");
        assertThat(forge.requests()).extracting(RequestUse::unchanged).anyMatch(count -> count > 0);
    }

    @Test
    void aBranchAPullRequestAndACommentAreMadeOnceHoweverOftenTheyAreAskedFor() {
        String ticket = "ci_" + Instant.now().getEpochSecond() + "_0001";
        String branch = "improvement/" + ticket;
        String marker = "<!-- fettle:ticket:" + ticket + " -->";
        GitWorkspaces workspaces = new GitWorkspaces(folder.resolve("git"), transports, clock);
        try (Workspace workspace =
                workspaces.checkout(forge.remote(ref(), Access.WRITE), "refs/heads/" + repository.defaultBranch())) {
            workspace.write(Map.of(ticket + ".txt", "written by RealForgeTest\n"));
            String commit = workspace.commit(
                    new CommitMessage("Try the forge", "Fettle", "fettle@example.invalid", Instant.now()));
            assertThat(workspace.push(commit, branch, "")).isEqualTo(PushResult.PUSHED);
            assertThat(workspace.push(commit, branch, commit)).isEqualTo(PushResult.UP_TO_DATE);
            assertThat(forge.branch(ref(), branch)).contains(commit);
        }
        PullRequestDraft draft =
                new PullRequestDraft(branch, repository.defaultBranch(), "Try the forge", "A try. " + marker, false);
        PullRequest made = patient(() -> forge.ensurePullRequest(ref(), draft));
        assertThat(patient(() -> forge.ensurePullRequest(ref(), draft)).number())
                .isEqualTo(made.number());
        assertThat(forge.openPullRequests(ref()))
                .extracting(PullRequest::number)
                .contains(made.number());

        Comment said = patient(() -> forge.ensureComment(ref(), made.number(), marker, "Once. " + marker));
        assertThat(said.body()).contains("Once.");
        Comment again = patient(() -> forge.ensureComment(ref(), made.number(), marker, "Twice. " + marker));
        assertThat(again.body()).contains("Twice.");

        for (int i = 0; i < 2; i++) {
            patiently(() -> forge.ensureLabel(ref(), made.number(), "fettle-try"));
        }
        assertThat(labels(made.number())).contains("fettle-try");
        for (int i = 0; i < 2; i++) {
            patiently(() -> forge.ensureNoLabel(ref(), made.number(), "fettle-try"));
        }
        assertThat(labels(made.number())).doesNotContain("fettle-try");

        CheckRun check = new CheckRun(
                "fettle/try", made.headSha(), CheckRun.Conclusion.SUCCESS, "It holds", "Tried.", List.of());
        for (int i = 0; i < 2; i++) {
            patiently(() -> forge.ensureCheckRun(ref(), check));
        }
        assertThat(forge.checks(ref(), made.headSha()))
                .filteredOn(each -> each.run().name().equals("fettle/try"))
                .singleElement()
                .satisfies(each -> assertThat(each.state()).isEqualTo(Check.State.GREEN));

        patiently(() -> forge.ensureClosed(ref(), made.number()));
        assertThat(forge.pullRequest(ref(), made.number()).orElseThrow().state())
                .isNotEqualTo(PullRequest.State.MERGED);
        assertThat(forge.file(ref(), ticket + ".txt", branch).map(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .contains("written by RealForgeTest\n");
    }
}
