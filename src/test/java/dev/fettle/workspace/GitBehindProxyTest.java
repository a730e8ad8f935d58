package dev.fettle.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.base.Certificates;
import dev.fettle.base.OwnAuthority;
import dev.fettle.base.Proxies;
import dev.fettle.base.Secret;
import dev.fettle.base.TunnelProxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A forge with a certificate of the operator's own authority, reached through the operator's proxy: git goes the same way as the API. */
class GitBehindProxyTest {
    private static final String OURS = "improvement/ci_1_0001";

    @TempDir
    Path folder;

    private OwnAuthority authority;
    private Sample sample;
    private String base;
    private GitServer server;

    @BeforeEach
    void aServer() throws Exception {
        authority = OwnAuthority.in(folder);
        sample = new Sample(folder);
        base = sample.person(Map.of("a.txt", "one\n"));
        server = new GitServer(folder.resolve("forge"), authority.server());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private GitRemote remote() {
        return new GitRemote(server.url("/acme/shop.git"), GitServer.USER, Secret.of(GitServer.PASSWORD));
    }

    private GitWorkspaces workspaces(TransportRules rules) {
        return new GitWorkspaces(folder.resolve("home"), rules, InstantSource.fixed(Sample.NOON));
    }

    private TransportRules trusting() {
        return TransportRules.httpsOnly().trusting(Certificates.read(authority.bundle()));
    }

    @Test
    void aTreeIsFetchedAndABranchPushedOnceTheBundleIsGiven() {
        cloneAndPush(trusting());
    }

    @Test
    void withoutTheBundleNothingIsSaidToTheServer() {
        assertThatThrownBy(() -> workspaces(TransportRules.httpsOnly()).checkout(remote(), "refs/heads/main"))
                .isInstanceOf(WorkspaceException.class)
                .rootCause()
                .hasMessageContaining("certification path");
        assertThat(server.requests).isEmpty();
    }

    @Test
    void everythingGoesThroughTheProxy() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy()) {
            cloneAndPush(trusting().through(Proxies.of(proxy.url())));

            String there = "CONNECT " + server.url("").substring("https://".length());
            assertThat(proxy.asked).isNotEmpty().containsOnly(there);
        }
    }

    @Test
    void aProxyThatTakesNoConnectionIsNotGoneRound() throws Exception {
        TunnelProxy gone = new TunnelProxy();
        gone.close();
        assertThatThrownBy(() ->
                        workspaces(trusting().through(Proxies.of(gone.url()))).checkout(remote(), "refs/heads/main"))
                .isInstanceOf(WorkspaceException.class);
        assertThat(server.requests).isEmpty();
    }

    private void cloneAndPush(TransportRules rules) {
        try (Workspace workspace = workspaces(rules).checkout(remote(), "refs/heads/main")) {
            assertThat(workspace.base()).isEqualTo(base);
            workspace.write(Map.of("a.txt", "ours\n"));
            String commit = workspace.commit(Sample.message("Mend it"));
            assertThat(workspace.push(commit, OURS, "")).isEqualTo(PushResult.PUSHED);
            assertThat(sample.origin.branch(OURS)).contains(commit);
        }
    }
}
