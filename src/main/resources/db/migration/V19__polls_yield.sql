-- Until when polling leaves what the forge still takes to the work itself, by who asks, for all processes together.
ALTER TABLE forge_allowances ADD COLUMN polls_from TEXT NOT NULL DEFAULT '';
