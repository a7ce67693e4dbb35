-- What was done: one row for each piece of work of a stage, with the version of the stage that did it and a digest of what it
-- rests on. Work whose row is missing, or says otherwise than today's version and material, is stale.
-- `failed_under`: the limits under which the work failed, as JSON; empty where it did not. Other limits make it stale.
-- `body`: what the work gave, where that has no table of its own.
CREATE TABLE derived (
    stage TEXT NOT NULL,
    key TEXT NOT NULL,
    version TEXT NOT NULL,
    rests_on TEXT NOT NULL,
    failed_under TEXT NOT NULL DEFAULT '',
    body BLOB NOT NULL DEFAULT x'',
    PRIMARY KEY (stage, key)
);
CREATE INDEX derived_by_key ON derived (key);

-- What of a document its later stages rest on: SHA-256 of its text and of everything else that reading gave.
ALTER TABLE document ADD COLUMN digest TEXT NOT NULL DEFAULT '';

-- The table of work takes the place of three ways of keeping account. What an earlier version made counts as stale.
DROP TABLE state;
ALTER TABLE capture DROP COLUMN was_read;
ALTER TABLE document DROP COLUMN attributed_by;
