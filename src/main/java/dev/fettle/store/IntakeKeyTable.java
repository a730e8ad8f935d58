package dev.fettle.store;

import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.IntakeKey;
import dev.fettle.intake.IntakeKeys;
import dev.fettle.intake.IntakeSource;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Keys by their public part. A key reads {@code fettle_<8 hex>_<32 hex>}: the first digits find its row, the digest of the whole proves it. The secret part is 128 random bits, so a
 * plain digest is as good as a slow one.
 */
final class IntakeKeyTable implements IntakeKeys {
    /** Letters, digits and underscores only: Sentry's clients take a DSN's key in no other form. */
    private static final Pattern FORM = Pattern.compile("fettle_([0-9a-f]{8})_[0-9a-f]{32}");

    private static final String NO_DIGEST = "0".repeat(64);
    private static final RowMapper<IntakeKey> MAPPER = (rs, ctx) -> new IntakeKey(
            rs.getString("id"),
            new RepositoryRef(
                    rs.getLong("repository_id"), rs.getString("repository_owner"), rs.getString("repository_name")),
            IntakeSource.valueOf(rs.getString("source")),
            rs.getLong("project"),
            Times.instant(rs.getString("created_at")),
            time(rs, "expires_at"),
            time(rs, "revoked_at"));

    private final Database database;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    IntakeKeyTable(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Row(IntakeKey key, String digest) {}

    @Override
    public Minted add(RepositoryRef repository, IntakeSource source) {
        return database.write(handle -> insert(handle, repository, source));
    }

    @Override
    public Minted rotate(RepositoryRef repository, IntakeSource source, Duration grace) {
        Instant now = clock.instant();
        return database.write(handle -> {
            int replaced = handle.createUpdate(
                            "update intake_keys set expires_at = :expires"
                                    + " where repository_slug = :slug and source = :source and expires_at = '' and revoked_at = ''")
                    .bind("expires", Times.text(now.plus(grace)))
                    .bind("slug", slug(repository))
                    .bind("source", source.name())
                    .execute();
            if (replaced == 0) {
                throw new IllegalArgumentException("There is no key of " + repository.slug() + " for " + source.word()
                        + " to take the place of; make one with 'fettle keys add'.");
            }
            return insert(handle, repository, source);
        });
    }

    @Override
    public int revoke(RepositoryRef repository, IntakeSource source, String id) {
        return database.write(handle -> handle.createUpdate("update intake_keys set revoked_at = :at"
                        + " where repository_slug = :slug and source = :source and revoked_at = ''"
                        + " and (:id = '' or id = :id)")
                .bind("at", Times.text(clock.instant()))
                .bind("slug", slug(repository))
                .bind("source", source.name())
                .bind("id", id)
                .execute());
    }

    @Override
    public List<IntakeKey> all() {
        return database.read(handle -> handle.createQuery("select * from intake_keys order by seq")
                .map(MAPPER)
                .list());
    }

    @Override
    public Optional<IntakeKey> find(String presented) {
        Matcher form = FORM.matcher(presented);
        String id = form.matches() ? form.group(1) : "";
        Optional<Row> row = database.read(handle -> handle.createQuery("select * from intake_keys where id = :id")
                .bind("id", id)
                .map((rs, ctx) -> new Row(MAPPER.map(rs, ctx), rs.getString("digest")))
                .findOne());
        boolean holds = MessageDigest.isEqual(
                digest(presented).getBytes(StandardCharsets.US_ASCII),
                row.map(Row::digest).orElse(NO_DIGEST).getBytes(StandardCharsets.US_ASCII));
        return row.map(Row::key).filter(key -> holds && key.isValid(clock.instant()));
    }

    @Override
    public void resolved(RepositoryRef repository) {
        if (repository.id() == 0) {
            return;
        }
        database.change(handle -> handle.createUpdate("update intake_keys set repository_id = :id,"
                        + " repository_slug = :slug, repository_owner = :owner, repository_name = :name"
                        + " where repository_id = :id or (repository_id = 0 and repository_slug = :slug)")
                .bind("id", repository.id())
                .bind("slug", slug(repository))
                .bind("owner", repository.owner())
                .bind("name", repository.name())
                .execute());
    }

    private Minted insert(Handle handle, RepositoryRef repository, IntakeSource source) {
        String id = hex(4);
        String text = "fettle_" + id + "_" + hex(16);
        RepositoryRef known = known(handle, repository);
        IntakeKey key = new IntakeKey(
                id, known, source, project(handle, known), clock.instant(), Optional.empty(), Optional.empty());
        handle.createUpdate("insert into intake_keys(id, digest, source, project, repository_slug, repository_id,"
                        + " repository_owner, repository_name, created_at)"
                        + " values (:id, :digest, :source, :project, :slug, :repositoryId, :owner, :name, :created)")
                .bind("id", id)
                .bind("digest", digest(text))
                .bind("source", source.name())
                .bind("project", key.project())
                .bind("slug", slug(known))
                .bind("repositoryId", known.id())
                .bind("owner", known.owner())
                .bind("name", known.name())
                .bind("created", Times.text(key.createdAt()))
                .execute();
        return new Minted(key, text);
    }

    /** With the id that an older key of the same name has learnt. */
    private static RepositoryRef known(Handle handle, RepositoryRef repository) {
        long id = handle.createQuery(
                        "select coalesce(max(repository_id), 0) from intake_keys where repository_slug = :slug")
                .bind("slug", slug(repository))
                .mapTo(Long.class)
                .one();
        return repository.id() != 0 ? repository : new RepositoryRef(id, repository.owner(), repository.name());
    }

    /** A repository keeps its number, whatever becomes of its keys. */
    private static long project(Handle handle, RepositoryRef repository) {
        return handle.createQuery("select coalesce(max(case when repository_slug = :slug then project end),"
                        + " coalesce(max(project), 0) + 1) from intake_keys")
                .bind("slug", slug(repository))
                .mapTo(Long.class)
                .one();
    }

    private String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    private static Optional<Instant> time(ResultSet rs, String column) throws SQLException {
        String text = rs.getString(column);
        return text.isEmpty() ? Optional.empty() : Optional.of(Times.instant(text));
    }

    private static String slug(RepositoryRef repository) {
        return repository.slug().toLowerCase(Locale.ROOT);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
