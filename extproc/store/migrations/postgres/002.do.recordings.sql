-- Exchanges that were recorded, their sealed recordings in parts with the words that each is found by, and the sessions that they belong to.
CREATE TABLE exchanges (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  document TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  session TEXT COLLATE "C" NOT NULL,
  grant_id TEXT COLLATE "C",
  connection TEXT NOT NULL,
  principal TEXT NOT NULL,
  decision TEXT,
  ended_ms BIGINT,
  tokens BIGINT NOT NULL,
  gone_ms BIGINT NOT NULL,
  claimed_ms BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX exchanges_created ON exchanges (created_ms, id);
CREATE INDEX exchanges_session ON exchanges (session, created_ms, id);
CREATE INDEX exchanges_grant ON exchanges (grant_id, created_ms, id) WHERE grant_id IS NOT NULL;
CREATE INDEX exchanges_connection ON exchanges (connection, created_ms, id);
CREATE INDEX exchanges_principal ON exchanges (principal, created_ms, id);
CREATE INDEX exchanges_decision ON exchanges (decision, created_ms, id);
CREATE INDEX exchanges_gone ON exchanges (gone_ms);

-- `words` keeps which word is where and no text. What stands in it are keyed tags of words, never words.
CREATE TABLE recordings (
  exchange TEXT COLLATE "C" NOT NULL REFERENCES exchanges (id) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  sealed BYTEA NOT NULL,
  words TSVECTOR,
  PRIMARY KEY (exchange, part)
);
-- Sealed bytes can't be compressed once more.
ALTER TABLE recordings ALTER COLUMN sealed SET STORAGE EXTERNAL;
CREATE INDEX recordings_words ON recordings USING GIN (words);

CREATE TABLE sessions (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  document TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  kind TEXT NOT NULL
);
CREATE INDEX sessions_created ON sessions (kind, created_ms, id);
