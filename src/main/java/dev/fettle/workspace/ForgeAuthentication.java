package dev.fettle.workspace;

import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** The one place of this room where a remote's secret is used: as the password of HTTP basic authentication, to the remote's own host. */
final class ForgeAuthentication {
    private ForgeAuthentication() {}

    static void authenticate(TransportHttp transport, GitRemote remote) {
        if (remote.username() == null || remote.password() == null) {
            return;
        }
        CredentialsProvider provider = new UsernamePasswordCredentialsProvider(
                remote.username(), remote.password().reveal());
        transport.setCredentialsProvider(provider);
    }
}
