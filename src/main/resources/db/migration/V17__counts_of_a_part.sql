-- The counts of who sees a part of the repositories are made in the same indexes as those of who sees all, without reading rows: the repository stands at their end. It does not change, so no write costs more.
DROP INDEX improvement_tickets_by_story;
CREATE INDEX improvement_tickets_by_story ON improvement_tickets (milestone, status, waiting, reason, repository_key);
DROP INDEX improvement_tickets_by_kind;
CREATE INDEX improvement_tickets_by_kind ON improvement_tickets (status, priority, category, risk_level, repository_key);
DROP INDEX improvement_tickets_by_fate;
CREATE INDEX improvement_tickets_by_fate ON improvement_tickets (fate, proposed_risk, rule, engine, repository_key) WHERE fate > '';
DROP INDEX improvement_tickets_ended_as;
CREATE INDEX improvement_tickets_ended_as ON improvement_tickets (status, ended_at, waiting, fate, reviewer, repository_key) WHERE ended_at > '';
DROP INDEX improvement_tickets_by_time;
CREATE INDEX improvement_tickets_by_time ON improvement_tickets (created_at, id, repository_key);
