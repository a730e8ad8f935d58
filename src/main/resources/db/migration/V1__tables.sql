-- Tables of the store. The placeholders `id` and `blob` stand for what SQLite and PostgreSQL spell differently.
-- Times are ISO-8601 in UTC with nine digits of a second, so that their text sorts as they do.

CREATE TABLE improvement_tickets (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    description TEXT,
    category TEXT,
    priority TEXT,
    status TEXT,
    evidence TEXT,
    proposed_solution TEXT,
    test_plan TEXT,
    files_to_modify TEXT,
    risk_level INTEGER,
    estimated_effort INTEGER,
    metadata TEXT,
    -- beside the columns above, what deduplication, selection and people need
    repository_key TEXT NOT NULL,
    repository_id BIGINT NOT NULL,
    repository_owner TEXT NOT NULL,
    repository_name TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    waiting TEXT NOT NULL DEFAULT '',
    approved INTEGER NOT NULL DEFAULT 0,
    count INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (repository_key, fingerprint)
);
CREATE INDEX improvement_tickets_by_status ON improvement_tickets (status, repository_key);
CREATE INDEX improvement_tickets_by_creation ON improvement_tickets (created_at);

CREATE TABLE improvement_attempts (
    id ${id},
    ticket_id TEXT,
    attempt_number INTEGER,
    branch_name TEXT,
    changes_summary TEXT,
    test_results TEXT,
    success BOOLEAN,
    error_message TEXT,
    timestamp TEXT
);
CREATE INDEX improvement_attempts_by_ticket ON improvement_attempts (ticket_id, attempt_number);

CREATE TABLE ticket_history (
    id ${id},
    ticket_id TEXT NOT NULL,
    status TEXT NOT NULL,
    waiting TEXT NOT NULL,
    cause TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX ticket_history_by_ticket ON ticket_history (ticket_id, id);
CREATE INDEX ticket_history_by_time ON ticket_history (at);

-- The inbox. The body is as it came, encrypted; it becomes empty when it is pruned.
CREATE TABLE deliveries (
    seq ${id},
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    event TEXT NOT NULL,
    body ${blob} NOT NULL,
    body_hash TEXT NOT NULL,
    received_at TEXT NOT NULL,
    outcome TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    settled_at TEXT NOT NULL DEFAULT ''
);
CREATE INDEX deliveries_by_time ON deliveries (received_at);

-- What makes two deliveries of different ids the same one.
CREATE TABLE delivery_contents (
    content_key TEXT PRIMARY KEY,
    delivery_id TEXT NOT NULL,
    seen_at TEXT NOT NULL
);
CREATE INDEX delivery_contents_by_time ON delivery_contents (seen_at);

-- Writes to the forge that are to happen, in the order of seq.
CREATE TABLE outbox (
    key TEXT PRIMARY KEY,
    seq BIGINT NOT NULL,
    repository_key TEXT NOT NULL,
    verb TEXT NOT NULL,
    fields TEXT NOT NULL,
    created_at TEXT NOT NULL,
    state TEXT NOT NULL,
    result TEXT NOT NULL DEFAULT '',
    why TEXT NOT NULL DEFAULT ''
);
CREATE INDEX outbox_waiting ON outbox (repository_key, state, seq);

CREATE TABLE outbox_done (
    id ${id},
    key TEXT NOT NULL,
    repository_key TEXT NOT NULL,
    verb TEXT NOT NULL,
    done_at TEXT NOT NULL
);
CREATE INDEX outbox_done_by_time ON outbox_done (done_at);

CREATE TABLE installations (
    installation_id BIGINT NOT NULL,
    repository_key TEXT NOT NULL,
    repository_id BIGINT NOT NULL,
    repository_owner TEXT NOT NULL,
    repository_name TEXT NOT NULL,
    suspended INTEGER NOT NULL DEFAULT 0,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (installation_id, repository_key)
);
CREATE INDEX installations_by_repository ON installations (repository_key);

-- Who did what. Each row's hash covers the one before, so that a row taken out or changed shows.
CREATE TABLE audit (
    id ${id},
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE TABLE memory (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (scope, key)
);

-- db-scheduler's table, with columns of ours after the priority.
CREATE TABLE work_items (
    task_name TEXT NOT NULL,
    task_instance TEXT NOT NULL,
    task_data ${blob},
    execution_time TIMESTAMP NOT NULL,
    picked BOOLEAN NOT NULL,
    picked_by TEXT,
    last_success TIMESTAMP,
    last_failure TIMESTAMP,
    consecutive_failures INTEGER,
    last_heartbeat TIMESTAMP,
    version BIGINT NOT NULL,
    priority SMALLINT,
    lane TEXT NOT NULL DEFAULT '',
    again_at TEXT NOT NULL DEFAULT '',
    again_priority INTEGER NOT NULL DEFAULT 0,
    later_reason TEXT NOT NULL DEFAULT '',
    deaths INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX work_items_by_time ON work_items (picked, execution_time);
CREATE INDEX work_items_by_heartbeat ON work_items (last_heartbeat);

-- Lanes that somebody is in.
CREATE TABLE work_lanes (
    lane TEXT PRIMARY KEY,
    task_name TEXT NOT NULL,
    task_instance TEXT NOT NULL,
    since TEXT NOT NULL
);

-- Work that failed too often to be tried again by itself.
CREATE TABLE parked_work (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    lane TEXT NOT NULL,
    priority INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    reason TEXT NOT NULL,
    parked_at TEXT NOT NULL,
    PRIMARY KEY (kind, key)
);
