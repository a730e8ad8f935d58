-- For whom an item is done, and its place among the items of its kind: an account's items are numbered on from the one that is up next, so that nobody's flood keeps others waiting.
ALTER TABLE work_items ADD COLUMN account TEXT NOT NULL DEFAULT '';
ALTER TABLE work_items ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;
CREATE INDEX work_items_by_turn ON work_items (task_name, picked, turn);
CREATE INDEX work_items_by_account ON work_items (task_name, account, turn);
-- The order in which what is due is taken; the index before it made every look sort all that was due.
CREATE INDEX work_items_by_order ON work_items (picked, priority DESC, turn, execution_time);
DROP INDEX work_items_by_time;
