// The part of the program that records: where recordings are kept, the thread that packs them, the recorder that exchanges are given, and the end of what
// was kept long enough, which the ledger is told before.
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { masterKey, readSecret } from '../config/secrets.ts';
import { factsOf } from '../observe/faults.ts';
import type { Log } from '../observe/log.ts';
import { openLibrary } from '../recording/library.ts';
import type { DeletedRecording, Recordings } from '../recording/ports.ts';
import { openPress, recordingKeys } from '../recording/press.ts';
import { openRecorder } from '../recording/recorder.ts';
import { openSweep } from '../recording/sweep.ts';
import { openRecordings, type Place } from '../store/open.ts';
import type { EntryDraft, Ledger, Recorder } from '../words/evidence.ts';
import { fixedLimits } from '../words/limits.ts';
import { later } from './later.ts';

export interface RecordingRoom {
  readonly recorder: Recorder;
  readonly library: Recordings;
  /** Writes what ended, as far as it gets in its time. */
  close(): Promise<void>;
}

export async function openRecordingRoom(config: Config, ledger: Pick<Ledger, 'append'>, log: Log): Promise<RecordingRoom> {
  const { limits } = config;
  const keys = recordingKeys(masterKey(config).key);
  const store = await openRecordings(placeOf(config));
  const press = openPress(keys, limits);
  const days = new Map(config.connections.map(({ name, recording }) => [name, recording.days]));
  const recorder = openRecorder({
    store,
    press,
    daysOf: connection => days.get(connection) ?? 1,
    limits,
    after: later,
    onTrouble: (exchange, cause) => log.event('recording.failed', { exchange, ...factsOf(cause) }),
  });
  const sweep = openSweep({
    store,
    limits,
    now: Date.now,
    after: later,
    onDeleted: deleted => appended(ledger, entryOf(deleted)),
    onTrouble: cause => log.event('recording.failed', { exchange: null, ...factsOf(cause) }),
  });
  return {
    recorder,
    library: openLibrary(store, press, keys.tags),
    async close() {
      sweep.stop();
      await Promise.race([recorder.flushed(), new Promise<void>(resolve => void later(fixedLimits.storeCloseMsMax, resolve))]);
      await press.close();
      await store.close();
    },
  };
}

/** What was deleted can be told from another recording by its digest. */
function entryOf({ exchange: { id, session, connection, createdMs, end }, atMs, reason }: DeletedRecording): EntryDraft {
  const { digest = null, pieces = 0, bytes = { request: 0, response: 0 } } = end ?? {};
  return {
    kind: 'recording.deleted',
    about: id,
    data: { session, connection, reason, digest, pieces, bytes: { ...bytes }, began_ms: createdMs, deleted_ms: atMs },
  };
}

function appended(ledger: Pick<Ledger, 'append'>, entry: EntryDraft): Promise<boolean> {
  return new Promise(resolve => ledger.append(entry, outcome => resolve(outcome === 'durable')));
}

/** A file of its own beside the holds': what is written of recordings must not delay what people decide. */
function placeOf({ store, data }: Config): Place {
  switch (store.kind) {
    case 'memory':
      return { kind: 'memory' };
    case 'sqlite':
      return { kind: 'sqlite', file: join(data.recordings, 'recordings.db') };
    case 'postgres':
      return { kind: 'postgres', url: readSecret(store.url) };
  }
}
