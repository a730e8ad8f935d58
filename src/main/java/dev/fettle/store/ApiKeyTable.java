package dev.fettle.store;

import dev.fettle.base.RepositoryRef;
import dev.fettle.improve.ApiKey;
import dev.fettle.improve.ApiKey.Scope;
import dev.fettle.improve.ApiKeys;
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
import org.jdbi.v3.core.mapper.RowMapper;

/** Keys by their public part. */
final class ApiKeyTable implements ApiKeys {
    private static final RowMapper<ApiKey> MAPPER = (rs, ctx) -> new ApiKey(
            rs.getString("id"),
            rs.getString("name"),
            Scope.valueOf(rs.getString("scope").toUpperCase(Locale.ROOT)),
            repository(rs),
            Times.instant(rs.getString("created_at")),
            time(rs, "expires_at"),
            time(rs, "revoked_at"));

    private final Database database;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeyTable(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Row(ApiKey key, String digest) {}

    @Override
    public Minted add(String name, Scope scope, Optional<RepositoryRef> repository, Optional<Duration> valid) {
        KeyText text = KeyText.draw(random);
        Instant now = clock.instant();
        ApiKey key = new ApiKey(text.id(), name, scope, repository, now, valid.map(now::plus), Optional.empty());
        database.change(handle -> handle.createUpdate("insert into api_keys(id, digest, name, scope, repository_id,"
                        + " repository_owner, repository_name, created_at, expires_at) values (:id, :digest, :name,"
                        + " :scope, :repositoryId, :owner, :repository, :created, :expires)")
                .bind("id", key.id())
                .bind("digest", text.digest())
                .bind("name", name)
                .bind("scope", scope.word())
                .bind("repositoryId", repository.map(RepositoryRef::id).orElse(0L))
                .bind("owner", repository.map(RepositoryRef::owner).orElse(""))
                .bind("repository", repository.map(RepositoryRef::name).orElse(""))
                .bind("created", Times.text(now))
                .bind("expires", key.expiresAt().map(Times::text).orElse(""))
                .execute());
        return new Minted(key, text.text());
    }

    @Override
    public boolean revoke(String id) {
        return database.write(handle -> handle.createUpdate(
                                "update api_keys set revoked_at = :at where id = :id and revoked_at = ''")
                        .bind("at", Times.text(clock.instant()))
                        .bind("id", id)
                        .execute())
                > 0;
    }

    @Override
    public List<ApiKey> all() {
        return database.read(handle -> handle.createQuery("select * from api_keys order by seq")
                .map(MAPPER)
                .list());
    }

    @Override
    public Optional<ApiKey> find(String presented) {
        Optional<Row> row = database.read(handle -> handle.createQuery("select * from api_keys where id = :id")
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
        database.change(handle -> handle.createUpdate("update api_keys set repository_id = :id"
                        + " where repository_id = 0 and lower(repository_owner) = :owner"
                        + " and lower(repository_name) = :name")
                .bind("id", repository.id())
                .bind("owner", repository.owner().toLowerCase(Locale.ROOT))
                .bind("name", repository.name().toLowerCase(Locale.ROOT))
                .execute());
    }

    private static Optional<RepositoryRef> repository(ResultSet rs) throws SQLException {
        String owner = rs.getString("repository_owner");
        return owner.isEmpty()
                ? Optional.empty()
                : Optional.of(new RepositoryRef(rs.getLong("repository_id"), owner, rs.getString("repository_name")));
    }

    private static Optional<Instant> time(ResultSet rs, String column) throws SQLException {
        String text = rs.getString(column);
        return text.isEmpty() ? Optional.empty() : Optional.of(Times.instant(text));
    }
}
