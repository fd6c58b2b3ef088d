-- Holds, their sealed content, remembered approvals; and what changed, for those who watch.
CREATE TABLE holds (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  state TEXT NOT NULL,
  connection TEXT NOT NULL,
  principal TEXT NOT NULL,
  rules TEXT NOT NULL,
  search TEXT NOT NULL,
  request TEXT NOT NULL,
  live INTEGER NOT NULL,
  ended_ms INTEGER
) STRICT;
CREATE INDEX holds_created ON holds (created_ms, id);
CREATE INDEX holds_state ON holds (state, created_ms, id);
CREATE INDEX holds_principal ON holds (principal, state, created_ms, id);
CREATE INDEX holds_request ON holds (request, created_ms, id);
CREATE INDEX holds_live ON holds (created_ms, id) WHERE live = 1;
CREATE INDEX holds_ended ON holds (ended_ms) WHERE ended_ms IS NOT NULL;

CREATE TABLE contents (
  hold TEXT NOT NULL REFERENCES holds (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  gone_ms INTEGER NOT NULL,
  PRIMARY KEY (hold, revision)
) STRICT;
CREATE INDEX contents_gone ON contents (gone_ms);

CREATE TABLE remembered (
  id TEXT NOT NULL PRIMARY KEY,
  document TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  revoked INTEGER NOT NULL
) STRICT;
CREATE INDEX remembered_expires ON remembered (expires_ms);

-- Numbers are never used twice: who read up to one knows what is new, and a gap shows what was missed.
CREATE TABLE changes (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER
) STRICT;
CREATE TRIGGER changes_kept AFTER INSERT ON changes BEGIN
  DELETE FROM changes WHERE number <= NEW.number - 10000;
END;
CREATE TRIGGER holds_created_told AFTER INSERT ON holds BEGIN
  INSERT INTO changes (kind, id, version) VALUES ('hold', NEW.id, NEW.version);
END;
CREATE TRIGGER holds_changed_told AFTER UPDATE ON holds BEGIN
  INSERT INTO changes (kind, id, version) VALUES ('hold', NEW.id, NEW.version);
END;
CREATE TRIGGER remembered_created_told AFTER INSERT ON remembered BEGIN
  INSERT INTO changes (kind, id) VALUES ('remembered', NEW.id);
END;
CREATE TRIGGER remembered_changed_told AFTER UPDATE ON remembered BEGIN
  INSERT INTO changes (kind, id) VALUES ('remembered', NEW.id);
END;
