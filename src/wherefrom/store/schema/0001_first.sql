-- Everything here is derived: it can be deleted and made again from evidence/ and custody.jsonl.
-- One table a kind of record. `body` is the record as JSON (wherefrom.records.codec); the other columns are for finding it.

CREATE TABLE capture (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    was_read INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL
);

-- How the reading of each capture, or of each part of one, ended.
CREATE TABLE outcome (
    capture TEXT NOT NULL,
    part TEXT NOT NULL,
    stage TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (capture, part, stage)
) WITHOUT ROWID;

-- `text` stands apart from `body`, so that the full-text index can use it where it is.
CREATE TABLE document (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    capture TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    attributed_by TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL
);
CREATE INDEX document_by_capture ON document (capture);

CREATE VIRTUAL TABLE document_words USING fts5 (
    name, text, content = 'document', content_rowid = 'position', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER document_added AFTER INSERT ON document BEGIN
    INSERT INTO document_words (rowid, name, text) VALUES (new.position, new.name, new.text);
END;
CREATE TRIGGER document_removed AFTER DELETE ON document BEGIN
    INSERT INTO document_words (document_words, rowid, name, text) VALUES ('delete', old.position, old.name, old.text);
END;

-- Records of one document.
CREATE TABLE attribution (position INTEGER PRIMARY KEY, document TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE statement (position INTEGER PRIMARY KEY, document TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE speaker (position INTEGER PRIMARY KEY, document TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE citation (position INTEGER PRIMARY KEY, document TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE figure (position INTEGER PRIMARY KEY, document TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE date_mention (position INTEGER PRIMARY KEY, document TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX attribution_by_document ON attribution (document);
CREATE INDEX statement_by_document ON statement (document);
CREATE INDEX speaker_by_document ON speaker (document);
CREATE INDEX citation_by_document ON citation (document);
CREATE INDEX figure_by_document ON figure (document);
CREATE INDEX date_mention_by_document ON date_mention (document);

-- Records of the whole case.
CREATE TABLE link (position INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE claim (position INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE trace (position INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE finding (position INTEGER PRIMARY KEY, body TEXT NOT NULL);

-- What the records of the whole case were made from; when it no longer fits, they are made again.
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
