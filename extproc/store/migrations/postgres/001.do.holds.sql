-- Holds, their sealed content, remembered approvals; and notifications of what changed, for those who watch.
CREATE TABLE holds (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  document TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  state TEXT NOT NULL,
  connection TEXT NOT NULL,
  principal TEXT NOT NULL,
  rules TEXT COLLATE "C" NOT NULL,
  search TEXT COLLATE "C" NOT NULL,
  request TEXT NOT NULL,
  live INTEGER NOT NULL,
  ended_ms BIGINT
);
CREATE INDEX holds_created ON holds (created_ms, id);
CREATE INDEX holds_state ON holds (state, created_ms, id);
CREATE INDEX holds_principal ON holds (principal, state, created_ms, id);
CREATE INDEX holds_request ON holds (request, created_ms, id);
CREATE INDEX holds_live ON holds (created_ms, id) WHERE live = 1;
CREATE INDEX holds_ended ON holds (ended_ms) WHERE ended_ms IS NOT NULL;

CREATE TABLE contents (
  hold TEXT COLLATE "C" NOT NULL REFERENCES holds (id) ON DELETE CASCADE,
  revision BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  gone_ms BIGINT NOT NULL,
  PRIMARY KEY (hold, revision)
);
CREATE INDEX contents_gone ON contents (gone_ms);

CREATE TABLE remembered (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  document TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL,
  revoked INTEGER NOT NULL
);
CREATE INDEX remembered_expires ON remembered (expires_ms);

CREATE FUNCTION penstock_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('penstock', json_build_object('kind', TG_ARGV[0], 'id', NEW.id)::text);
  RETURN NULL;
END $$;
CREATE FUNCTION penstock_tell_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('penstock', json_build_object('kind', TG_ARGV[0], 'id', NEW.id, 'version', NEW.version)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER holds_told AFTER INSERT OR UPDATE ON holds FOR EACH ROW EXECUTE FUNCTION penstock_tell_version('hold');
CREATE TRIGGER remembered_told AFTER INSERT OR UPDATE ON remembered FOR EACH ROW EXECUTE FUNCTION penstock_tell('remembered');
