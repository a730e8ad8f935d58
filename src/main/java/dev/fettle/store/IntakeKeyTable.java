package dev.fettle.store;

import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.IntakeKey;
import dev.fettle.intake.IntakeKeys;
import dev.fettle.intake.IntakeSource;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Keys by their public part. */
final class IntakeKeyTable implements IntakeKeys {
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
        Optional<Row> row = database.read(handle -> handle.createQuery("select * from intake_keys where id = :id")
                .bind("id", KeyText.idIn(presented))
                .map((rs, ctx) -> new Row(MAPPER.map(rs, ctx), rs.getString("digest")))
                .findOne());
        boolean holds = KeyText.proves(presented, row.map(Row::digest));
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
        KeyText text = KeyText.draw(random);
        RepositoryRef known = known(handle, repository);
        IntakeKey key = new IntakeKey(
                text.id(), known, source, project(handle, known), clock.instant(), Optional.empty(), Optional.empty());
        handle.createUpdate("insert into intake_keys(id, digest, source, project, repository_slug, repository_id,"
                        + " repository_owner, repository_name, created_at)"
                        + " values (:id, :digest, :source, :project, :slug, :repositoryId, :owner, :name, :created)")
                .bind("id", key.id())
                .bind("digest", text.digest())
                .bind("source", source.name())
                .bind("project", key.project())
                .bind("slug", slug(known))
                .bind("repositoryId", known.id())
                .bind("owner", known.owner())
                .bind("name", known.name())
                .bind("created", Times.text(key.createdAt()))
                .execute();
        return new Minted(key, text.text());
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

    private static Optional<Instant> time(ResultSet rs, String column) throws SQLException {
        String text = rs.getString(column);
        return text.isEmpty() ? Optional.empty() : Optional.of(Times.instant(text));
    }

    private static String slug(RepositoryRef repository) {
        return repository.slug().toLowerCase(Locale.ROOT);
    }
}
