-- Keys under which programs outside report what they saw. Only a digest of a key is kept: who reads this table cannot report.
CREATE TABLE intake_keys (
    seq ${id},
    id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    source TEXT NOT NULL,
    project BIGINT NOT NULL,
    repository_slug TEXT NOT NULL,
    repository_id BIGINT NOT NULL,
    repository_owner TEXT NOT NULL,
    repository_name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL DEFAULT '',
    revoked_at TEXT NOT NULL DEFAULT ''
);
CREATE INDEX intake_keys_by_repository ON intake_keys (repository_slug, source);
