-- Parties: who is one across the documents of a case.
CREATE TABLE party (position INTEGER PRIMARY KEY, body TEXT NOT NULL);
