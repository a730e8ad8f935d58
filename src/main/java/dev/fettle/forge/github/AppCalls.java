package dev.fettle.forge.github;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.forge.ForgeException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHApp;
import org.kohsuke.github.GHAppCreateTokenBuilder;
import org.kohsuke.github.GHAppInstallation;
import org.kohsuke.github.GHAppInstallationToken;
import org.kohsuke.github.GHPermissionType;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the App asks as itself, through the library github-api: who it is, where it is installed, and tokens. */
final class AppCalls {
    private static final Logger LOG = LoggerFactory.getLogger(AppCalls.class);

    private final GitHub github;
    private volatile @Nullable GHApp app;

    /** A token and its end. */
    record Minted(Secret token, Instant end) {}

    AppCalls(String api, OwnConnector connector, AppKey key) {
        try {
            this.github = new GitHubBuilder()
                    .withEndpoint(api)
                    .withConnector(connector)
                    .withAuthorizationProvider(() -> "Bearer " + key.token().reveal())
                    .build();
        } catch (IOException e) {
            throw new IllegalStateException("building asks nobody", e);
        }
    }

    long id() {
        return asked("who the App is", () -> app().getId());
    }

    String slug() {
        return asked("who the App is", () -> app().getSlug());
    }

    long installation(RepositoryRef repository) {
        return asked(
                "the installation of " + repository.slug(),
                () -> app().getInstallationByRepository(repository.owner(), repository.name())
                        .getId());
    }

    /**
     * A token that can do no more than this.
     *
     * @param repository the only one it opens, null for all of the installation
     * @param wanted what it may do, as far as the owner has granted it
     */
    Minted mint(long installation, @Nullable RepositoryRef repository, Map<String, String> wanted) {
        return asked("a token of installation " + installation, () -> {
            GHAppInstallation found = app().getInstallationById(installation);
            Map<String, GHPermissionType> permissions = granted(installation, wanted, found.getPermissions());
            GHAppCreateTokenBuilder builder = found.createToken(permissions);
            if (repository != null && repository.id() != 0) {
                builder.repositoryIds(List.of(repository.id()));
            } else if (repository != null) {
                builder.repositories(List.of(repository.name()));
            }
            GHAppInstallationToken minted = builder.create();
            return new Minted(Secret.of(minted.getToken()), minted.getExpiresAt());
        });
    }

    /** An owner may have granted less than the App asks for today; GitHub refuses to mint more. */
    private static Map<String, GHPermissionType> granted(
            long installation, Map<String, String> wanted, Map<String, GHPermissionType> granted) {
        Map<String, String> has = new HashMap<>();
        granted.forEach((name, type) -> has.put(name, type.name().toLowerCase(Locale.ROOT)));
        Map<String, String> both = Permissions.within(wanted, has);
        if (Permissions.lacking(wanted, both)) {
            LOG.warn("installation {} grants only {} of {}", installation, both, wanted);
        }
        Map<String, GHPermissionType> types = new HashMap<>();
        both.forEach((name, level) -> types.put(name, GHPermissionType.valueOf(level.toUpperCase(Locale.ROOT))));
        return types;
    }

    private GHApp app() throws IOException {
        GHApp known = app;
        if (known == null) {
            known = github.getApp();
            app = known;
        }
        return known;
    }

    private interface Call<R> {
        R call() throws IOException;
    }

    private static <R> R asked(String what, Call<R> call) {
        try {
            return call.call();
        } catch (FileNotFoundException e) {
            throw new ForgeException(ForgeException.Kind.NOT_FOUND, what + ": 404", null, e);
        } catch (HttpException e) {
            int status = e.getResponseCode();
            throw new ForgeException(Answer.kind(status), what + ": " + status, null, e);
        } catch (IOException e) {
            throw new ForgeException(ForgeException.Kind.UNAVAILABLE, what + ": no whole answer", null, e);
        }
    }
}
