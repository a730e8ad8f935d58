-- Tickets are looked up by the issue or pull request that they are about, and by the CI run that they wait for, however many newer ones there are. NULL means: not taken out of the JSON yet.
ALTER TABLE improvement_tickets ADD COLUMN issue TEXT;
ALTER TABLE improvement_tickets ADD COLUMN pull_request TEXT NOT NULL DEFAULT '';
ALTER TABLE improvement_tickets ADD COLUMN suggest_on TEXT NOT NULL DEFAULT '';
ALTER TABLE improvement_tickets ADD COLUMN in_hands TEXT NOT NULL DEFAULT '';
ALTER TABLE improvement_tickets ADD COLUMN red_run TEXT NOT NULL DEFAULT '';
ALTER TABLE improvement_tickets ADD COLUMN red_commit TEXT NOT NULL DEFAULT '';

-- Only tickets that have such a thing stand in its index, so that others cost nothing.
CREATE INDEX improvement_tickets_by_issue ON improvement_tickets (repository_key, issue) WHERE issue > '';
CREATE INDEX improvement_tickets_by_pull_request ON improvement_tickets (repository_key, pull_request) WHERE pull_request > '';
CREATE INDEX improvement_tickets_by_suggestion ON improvement_tickets (repository_key, suggest_on) WHERE suggest_on > '';
CREATE INDEX improvement_tickets_in_hands ON improvement_tickets (repository_key, in_hands) WHERE in_hands > '';
CREATE INDEX improvement_tickets_by_red_run ON improvement_tickets (repository_key, red_run) WHERE red_run > '';
CREATE INDEX improvement_tickets_by_red_commit ON improvement_tickets (repository_key, red_commit) WHERE red_commit > '';
CREATE INDEX improvement_tickets_not_taken_out ON improvement_tickets (id) WHERE issue IS NULL;
