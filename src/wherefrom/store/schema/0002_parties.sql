-- Parties: who is one across the documents of a case.
CREATE TABLE party (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL);

-- A case that was linked before has none: what concerns the whole of it is made anew when it is next traced.
DELETE FROM state WHERE key = 'linked from';
