-- Keys under which programs use the JSON API and the MCP endpoint. Only a digest of a key is kept, as of those for reporting.
CREATE TABLE api_keys (
    seq ${id},
    id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    repository_id BIGINT NOT NULL DEFAULT 0,
    repository_owner TEXT NOT NULL DEFAULT '',
    repository_name TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL DEFAULT '',
    revoked_at TEXT NOT NULL DEFAULT ''
);
