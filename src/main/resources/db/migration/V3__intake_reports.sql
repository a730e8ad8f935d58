-- What programs outside reported and no ticket says yet. Redacted before it comes here; the same failure is one row with a count.
CREATE TABLE intake_reports (
    seq ${id},
    repository_key TEXT NOT NULL,
    repository_id BIGINT NOT NULL,
    repository_owner TEXT NOT NULL,
    repository_name TEXT NOT NULL,
    source TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    is_over INTEGER NOT NULL,
    signal TEXT NOT NULL,
    count INTEGER NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    last_seq BIGINT NOT NULL,
    not_before TEXT NOT NULL DEFAULT '',
    UNIQUE (repository_key, fingerprint, is_over)
);
CREATE INDEX intake_reports_by_order ON intake_reports (repository_key, last_seq);
