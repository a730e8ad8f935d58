-- Counts of who sees a part of the repositories went through each attempt's ticket; now the repository stands beside the attempt and beside what each gate said of it, and at the end of the indexes. It changes
-- only when a repository's number becomes known.
ALTER TABLE attempt_facts ADD COLUMN repository_key TEXT NOT NULL DEFAULT '';
ALTER TABLE attempt_gates ADD COLUMN repository_key TEXT NOT NULL DEFAULT '';
UPDATE attempt_facts SET repository_key = coalesce((SELECT t.repository_key FROM improvement_tickets t WHERE t.id = attempt_facts.ticket_id), '');
UPDATE attempt_gates SET repository_key = coalesce((SELECT f.repository_key FROM attempt_facts f WHERE f.attempt_id = attempt_gates.attempt_id), '');
DROP INDEX attempt_facts_by_engine;
CREATE INDEX attempt_facts_by_engine ON attempt_facts (engine, success, plausible, repository_key);
DROP INDEX attempt_facts_by_time_spent;
CREATE INDEX attempt_facts_by_time_spent ON attempt_facts (engine, millis, repository_key);
CREATE INDEX attempt_facts_by_repository ON attempt_facts (repository_key, ticket_id);
DROP INDEX attempt_gates_by_gate;
CREATE INDEX attempt_gates_by_gate ON attempt_gates (gate, outcome, required, repository_key, attempt_id);
DROP INDEX improvement_tickets_of_people;
CREATE INDEX improvement_tickets_of_people ON improvement_tickets (created_at, id, repository_key) WHERE needs_person = 1;
DROP INDEX improvement_tickets_by_change;
CREATE INDEX improvement_tickets_by_change ON improvement_tickets (updated_at, repository_key);

-- Words are looked for in here, and not among the evidence.
CREATE INDEX improvement_tickets_by_words ON improvement_tickets (created_at, id, title, repository_key);
