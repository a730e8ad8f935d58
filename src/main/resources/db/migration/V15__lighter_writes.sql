-- Each index that has a column costs every write of that column. Those that count what ended, what was proposed and what people decide hold only such tickets now: taking a ticket, or seeing a failure
-- again, no longer touches them (TicketsSql spells the same words out). What ended is counted in one index instead of two.
DROP INDEX improvement_tickets_by_end;
DROP INDEX improvement_tickets_ended_as;
CREATE INDEX improvement_tickets_ended_as ON improvement_tickets (status, ended_at, waiting, fate, reviewer) WHERE ended_at > '';
DROP INDEX improvement_tickets_by_fate;
CREATE INDEX improvement_tickets_by_fate ON improvement_tickets (fate, proposed_risk, rule, engine) WHERE fate > '';
DROP INDEX improvement_tickets_by_people;
CREATE INDEX improvement_tickets_by_people ON improvement_tickets (status, fate, repository_key, waiting, reviewer, objection)
    WHERE status = 'ready' OR status = 'rejected';
