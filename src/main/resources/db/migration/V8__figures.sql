-- What the figures of the dashboard count, taken out of a ticket's JSON when it is written, so that the database can group by it. A milestone of 0 means: not taken out yet.
ALTER TABLE improvement_tickets ADD COLUMN milestone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE improvement_tickets ADD COLUMN needs_person INTEGER NOT NULL DEFAULT 0;
ALTER TABLE improvement_tickets ADD COLUMN ended_at TEXT NOT NULL DEFAULT '';
ALTER TABLE improvement_tickets ADD COLUMN proposed_risk INTEGER NOT NULL DEFAULT 0;
ALTER TABLE improvement_tickets ADD COLUMN rule TEXT NOT NULL DEFAULT '';
ALTER TABLE improvement_tickets ADD COLUMN fate TEXT NOT NULL DEFAULT '';
ALTER TABLE improvement_tickets ADD COLUMN reviewer TEXT NOT NULL DEFAULT '';
ALTER TABLE improvement_tickets ADD COLUMN objection TEXT NOT NULL DEFAULT '';
ALTER TABLE improvement_tickets ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE improvement_tickets ADD COLUMN engine TEXT NOT NULL DEFAULT '';

-- Each figure is counted in an index that has all of its columns, in their order: the rows themselves, with their evidence, are not read, and nothing is sorted.
CREATE INDEX improvement_tickets_by_story ON improvement_tickets (milestone, status, waiting, reason);
CREATE INDEX improvement_tickets_by_kind ON improvement_tickets (status, priority, category, risk_level);
CREATE INDEX improvement_tickets_by_fate ON improvement_tickets (fate, proposed_risk, rule, engine);
CREATE INDEX improvement_tickets_by_end ON improvement_tickets (ended_at, status, waiting, fate, reviewer, created_at);
CREATE INDEX improvement_tickets_ended_as ON improvement_tickets (status, ended_at, waiting, fate);
CREATE INDEX improvement_tickets_by_people ON improvement_tickets (status, fate, repository_key, waiting, reviewer, objection);
CREATE INDEX improvement_tickets_by_change ON improvement_tickets (updated_at);
CREATE INDEX improvement_tickets_of_people ON improvement_tickets (created_at, id) WHERE needs_person = 1;

-- The same of attempts, beside their long results.
CREATE TABLE attempt_facts (
    attempt_id BIGINT PRIMARY KEY,
    ticket_id TEXT NOT NULL,
    milestone INTEGER NOT NULL,
    success INTEGER NOT NULL,
    plausible INTEGER NOT NULL,
    engine TEXT NOT NULL,
    rule TEXT NOT NULL,
    reason TEXT NOT NULL,
    millis BIGINT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX attempt_facts_by_engine ON attempt_facts (engine, success, plausible);
CREATE INDEX attempt_facts_by_time_spent ON attempt_facts (engine, millis);
CREATE INDEX attempt_facts_by_time ON attempt_facts (at, success);

CREATE TABLE attempt_gates (
    attempt_id BIGINT NOT NULL,
    gate TEXT NOT NULL,
    outcome TEXT NOT NULL,
    required INTEGER NOT NULL,
    PRIMARY KEY (attempt_id, gate)
);
CREATE INDEX attempt_gates_by_gate ON attempt_gates (gate, outcome, required, attempt_id);

CREATE INDEX deliveries_by_outcome ON deliveries (outcome, seq);
