-- Whose delivery it is, for persons who may see some repositories and not all. Of what came before nobody reads it out of the encrypted body again: it stays '', which is seen by who may see everything.
ALTER TABLE deliveries ADD COLUMN repository_key TEXT NOT NULL DEFAULT '';
CREATE INDEX deliveries_by_repository ON deliveries (repository_key, outcome, seq);
