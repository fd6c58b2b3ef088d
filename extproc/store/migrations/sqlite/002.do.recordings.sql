-- Exchanges that were recorded, their sealed recordings in parts with the words that each is found by, and the sessions that they belong to.
CREATE TABLE exchanges (
  id TEXT NOT NULL PRIMARY KEY,
  document TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  session TEXT NOT NULL,
  grant_id TEXT,
  connection TEXT NOT NULL,
  principal TEXT NOT NULL,
  decision TEXT,
  ended_ms INTEGER,
  tokens INTEGER NOT NULL,
  gone_ms INTEGER NOT NULL,
  claimed_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX exchanges_created ON exchanges (created_ms, id);
CREATE INDEX exchanges_session ON exchanges (session, created_ms, id);
CREATE INDEX exchanges_grant ON exchanges (grant_id, created_ms, id) WHERE grant_id IS NOT NULL;
CREATE INDEX exchanges_connection ON exchanges (connection, created_ms, id);
CREATE INDEX exchanges_principal ON exchanges (principal, created_ms, id);
CREATE INDEX exchanges_decision ON exchanges (decision, created_ms, id);
CREATE INDEX exchanges_gone ON exchanges (gone_ms);

CREATE TABLE recordings (
  number INTEGER PRIMARY KEY,
  exchange TEXT NOT NULL REFERENCES exchanges (id) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  UNIQUE (exchange, part)
) STRICT;

-- Keeps which word is where and no text. What stands in it are keyed tags of words, never words.
CREATE VIRTUAL TABLE recorded_words USING fts5 (words, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii');
CREATE TRIGGER recordings_forgotten AFTER DELETE ON recordings BEGIN
  DELETE FROM recorded_words WHERE rowid = OLD.number;
END;

CREATE TABLE sessions (
  id TEXT NOT NULL PRIMARY KEY,
  document TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  kind TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_created ON sessions (kind, created_ms, id);
