package dev.fettle.store;

import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.Installations;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which repositories belong to which installation. */
final class InstallationTable implements Installations {
    private final Database database;
    private final InstantSource clock;

    InstallationTable(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void add(long installationId, List<RepositoryRef> repositories) {
        database.change(handle -> {
            int suspended = handle.createQuery(
                            "select coalesce(max(suspended), 0) from installations where installation_id = :id")
                    .bind("id", installationId)
                    .mapTo(Integer.class)
                    .one();
            repositories.forEach(repository -> put(handle, installationId, repository, suspended));
        });
    }

    @Override
    public void remove(long installationId, List<RepositoryRef> repositories) {
        database.change(handle -> repositories.forEach(repository -> handle.createUpdate(
                        "delete from installations where installation_id = :id and repository_key = :repository")
                .bind("id", installationId)
                .bind("repository", repository.key())
                .execute()));
    }

    @Override
    public void suspend(long installationId, boolean suspended) {
        database.change(handle -> handle.createUpdate(
                        "update installations set suspended = :suspended, updated_at = :at where installation_id = :id")
                .bind("suspended", suspended ? 1 : 0)
                .bind("at", Times.text(clock.instant()))
                .bind("id", installationId)
                .execute());
    }

    @Override
    public void delete(long installationId) {
        database.change(handle -> handle.createUpdate("delete from installations where installation_id = :id")
                .bind("id", installationId)
                .execute());
    }

    @Override
    public Optional<Long> of(RepositoryRef repository) {
        return database.read(handle -> handle.createQuery("select installation_id from installations"
                        + " where repository_key = :repository and suspended = 0 order by updated_at desc limit 1")
                .bind("repository", repository.key())
                .mapTo(Long.class)
                .findOne());
    }

    @Override
    public List<RepositoryRef> repositories() {
        return database.read(handle -> handle.createQuery(
                        "select distinct repository_id, repository_owner, repository_name"
                                + " from installations where suspended = 0 order by repository_owner, repository_name")
                .map((rs, ctx) -> new RepositoryRef(
                        rs.getLong("repository_id"), rs.getString("repository_owner"), rs.getString("repository_name")))
                .list());
    }

    /** A repository has one owner, and each owner one installation: whoever had it before has it no more. */
    private void put(Handle handle, long installationId, RepositoryRef repository, int suspended) {
        handle.createUpdate("delete from installations where repository_key = :key and installation_id <> :id")
                .bind("key", repository.key())
                .bind("id", installationId)
                .execute();
        handle.createUpdate(
                        "insert into installations(installation_id, repository_key, repository_id, repository_owner,"
                                + " repository_name, suspended, updated_at)"
                                + " values (:id, :key, :repositoryId, :owner, :name, :suspended, :at)"
                                + " on conflict(installation_id, repository_key) do update set"
                                + " repository_owner = excluded.repository_owner, repository_name = excluded.repository_name,"
                                + " updated_at = excluded.updated_at")
                .bind("id", installationId)
                .bind("key", repository.key())
                .bind("repositoryId", repository.id())
                .bind("owner", repository.owner())
                .bind("name", repository.name())
                .bind("suspended", suspended)
                .bind("at", Times.text(clock.instant()))
                .execute();
    }
}
