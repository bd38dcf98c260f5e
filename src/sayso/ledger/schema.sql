-- One ledger: one SQLite file. Version 1 of its tables (`PRAGMA user_version`); migrations.py makes them and changes them.
-- Evidence (original, document, record) and judgements are stored; what can be worked out from them (attachment, the word
-- indexes) is kept only for speed and is made anew whenever what it rests on changes.

-- What is said of the whole ledger. `versions`: JSON, the versions and digests that made the records;
-- `derived.KIND`: SHA-256 of the records of a kind that was derived from several documents.
CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The bytes as they were read, once for all documents that have them.
CREATE TABLE original (
    sha256 TEXT NOT NULL PRIMARY KEY,   -- hexadecimal
    size   INTEGER NOT NULL,            -- bytes
    data   BLOB NOT NULL
) STRICT;

-- A report, in one version. Of the versions of one identity exactly one is current.
-- What is short stands before the text: SQLite reads a row from its beginning and only as far as it must.
CREATE TABLE document (
    number      INTEGER PRIMARY KEY,    -- inside this file only; also the upper digits of paragraph_words.rowid
    id          TEXT NOT NULL UNIQUE,
    identity    TEXT NOT NULL,
    sha256      TEXT NOT NULL REFERENCES original (sha256),
    text_sha256 TEXT NOT NULL,          -- of the text's UTF-8 bytes
    recipe      TEXT NOT NULL,          -- what, apart from the bytes, decided what the records are
    digest      TEXT NOT NULL,          -- SHA-256 of the document and its records as written
    replaces    TEXT REFERENCES document (id),
    current     INTEGER NOT NULL CHECK (current IN (0, 1)),
    body        TEXT NOT NULL,          -- JSON: the record without its text
    aside       TEXT NOT NULL,          -- JSON: dates found, remarks, names of units and paragraph kinds
    paragraphs  BLOB NOT NULL,          -- columns of integers, see blobs.py
    offsets     BLOB NOT NULL,
    layout      BLOB NOT NULL,
    text        BLOB NOT NULL           -- UTF-8; a blob, for a blob can be written piece by piece. CAST (text AS TEXT) shows it
) STRICT;

CREATE UNIQUE INDEX document_current ON document (identity) WHERE current;

-- A record of any kind but document and judgement. `document` is the one it stands in, or that of its first span;
-- `start` and `end` are the span that it is sorted by. `maker` is `extracted` (from one document's words, and replaced with them),
-- `derived` (from many documents, replaced kind by kind) or `person` (added by a judgement).
CREATE TABLE record (
    number   INTEGER PRIMARY KEY,       -- inside this file only; also statement_words.rowid
    id       TEXT NOT NULL UNIQUE,
    kind     TEXT NOT NULL,
    maker    TEXT NOT NULL CHECK (maker IN ('extracted', 'derived', 'person')),
    document TEXT REFERENCES document (id),
    start    INTEGER,
    "end"    INTEGER,
    body     TEXT NOT NULL              -- JSON: the record
) STRICT;

-- The order of the export.
CREATE INDEX record_order ON record (kind, document, start, "end", id);

-- What people decided: appended, never changed.
CREATE TABLE judgement (
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    at       TEXT NOT NULL,             -- ISO 8601, UTC
    replaces TEXT REFERENCES judgement (id),
    body     TEXT NOT NULL              -- JSON: the record
) STRICT;

CREATE INDEX judgement_replaces ON judgement (replaces) WHERE replaces IS NOT NULL;

CREATE TRIGGER judgement_is_not_changed BEFORE UPDATE ON judgement
BEGIN
    SELECT RAISE(ABORT, 'judgements are appended, never changed');
END;

CREATE TRIGGER judgement_is_not_removed BEFORE DELETE ON judgement
BEGIN
    SELECT RAISE(ABORT, 'judgements are appended, never removed');
END;

-- To which record each target of a judgement belongs now.
CREATE TABLE attachment (
    judgement TEXT NOT NULL REFERENCES judgement (id),
    target    INTEGER NOT NULL,         -- its place in the judgement's targets
    identity  TEXT,                     -- of the document that the target stands in; NULL: it stands in none
    kind      TEXT NOT NULL,
    judged    TEXT NOT NULL,            -- the record that was judged
    record    TEXT,                     -- the record it is now; NULL: detached
    how       TEXT NOT NULL,            -- same, place, words; for a detached one the reason
    PRIMARY KEY (judgement, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX attachment_identity ON attachment (identity);
CREATE INDEX attachment_record ON attachment (record);
CREATE INDEX attachment_judged ON attachment (judged);

-- What could not be read, wholly (`failed`) or in part (`partly`).
CREATE TABLE failure (
    identity TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('failed', 'partly')),
    reason   TEXT NOT NULL,
    path     TEXT NOT NULL, -- after the key: elsewhere the integrity check of SQLite 3.40 takes it for NULL
    PRIMARY KEY (identity, severity, reason)
) STRICT, WITHOUT ROWID;

-- The words of statements (rowid: record.number) and of paragraphs (rowid: document.number * 2^24 + the paragraph's place).
CREATE VIRTUAL TABLE statement_words USING fts5 (words, tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE paragraph_words USING fts5 (words, tokenize = "unicode61 remove_diacritics 2");
