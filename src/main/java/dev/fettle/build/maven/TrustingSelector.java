package dev.fettle.build.maven;

import dev.fettle.base.Certificates;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.AuthenticationDigest;
import org.eclipse.aether.repository.AuthenticationSelector;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.jspecify.annotations.Nullable;

/** The operator's logins, and with each the authorities that the operator trusts: the resolver takes a connection's trust from there. */
final class TrustingSelector implements AuthenticationSelector {
    private final AuthenticationSelector logins;
    private final Authentication trust;

    TrustingSelector(AuthenticationSelector logins, Certificates trusted) {
        this.logins = logins;
        this.trust = new Trust(trusted.context());
    }

    @Override
    public Authentication getAuthentication(RemoteRepository repository) {
        Authentication login = logins.getAuthentication(repository);
        return login == null
                ? trust
                : new AuthenticationBuilder().addCustom(login).addCustom(trust).build();
    }

    private record Trust(SSLContext context) implements Authentication {
        @Override
        public void fill(AuthenticationContext filled, String key, @Nullable Map<String, String> data) {
            filled.put(AuthenticationContext.SSL_CONTEXT, context);
        }

        @Override
        public void digest(AuthenticationDigest digest) {
            digest.update(AuthenticationContext.SSL_CONTEXT);
        }
    }
}
