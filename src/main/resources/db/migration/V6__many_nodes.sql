-- For whom an item is done, and its place among the items of its kind: an account's items are numbered on from the one that is up next, so that nobody's flood keeps others waiting.
ALTER TABLE work_items ADD COLUMN account TEXT NOT NULL DEFAULT '';
ALTER TABLE work_items ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;
CREATE INDEX work_items_by_turn ON work_items (task_name, picked, turn);
CREATE INDEX work_items_by_account ON work_items (task_name, account, turn);
-- The order in which what is due is taken; the index before it made every look sort all that was due.
CREATE INDEX work_items_by_order ON work_items (picked, priority DESC, turn, execution_time);
DROP INDEX work_items_by_time;

-- A backlog of a million tickets: the next to take is the first of an index, in the order of its score (BacklogTable has the same words), in a repository and in all of them.
CREATE INDEX improvement_tickets_to_take ON improvement_tickets (
    repository_key,
    ((10 - case priority when 'low' then 2 when 'medium' then 5 when 'high' then 8 else 10 end) + risk_level / 2.0 + estimated_effort / 2.0),
    created_at,
    id)
    WHERE status = 'open' and (waiting = '' or (waiting = 'NEEDS_APPROVAL' and approved = 1));
CREATE INDEX improvement_tickets_to_take_anywhere ON improvement_tickets (
    ((10 - case priority when 'low' then 2 when 'medium' then 5 when 'high' then 8 else 10 end) + risk_level / 2.0 + estimated_effort / 2.0),
    created_at,
    id)
    WHERE status = 'open' and (waiting = '' or (waiting = 'NEEDS_APPROVAL' and approved = 1));
-- Lists, the newest first: of all, of a status, of a repository.
CREATE INDEX improvement_tickets_by_time ON improvement_tickets (created_at, id);
CREATE INDEX improvement_tickets_of_status ON improvement_tickets (status, created_at, id);
CREATE INDEX improvement_tickets_of_repository ON improvement_tickets (repository_key, status, created_at, id);
DROP INDEX improvement_tickets_by_creation;
DROP INDEX improvement_tickets_by_status;

-- What the forge still takes, by who asks (an installation, an account), for all processes together; and when they made content in the last hour.
CREATE TABLE forge_allowances (
    principal TEXT PRIMARY KEY,
    paused_until TEXT NOT NULL DEFAULT '',
    next_write TEXT NOT NULL DEFAULT ''
);
CREATE TABLE forge_writes (
    id ${id},
    principal TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX forge_writes_by_time ON forge_writes (principal, at);
