// What SQLite complains of, as faults. Its messages name tables and files and may name values: only its code goes on.
import { Fault } from '../../words/fault.ts';

const full = 13;

export function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const { errcode, code } = error as { readonly errcode?: unknown; readonly code?: unknown };
  if (code === 'ERR_INVALID_STATE') return new Fault('ERR_STORE_CLOSED', 'the store is closed');
  if (typeof errcode !== 'number') return new Fault('ERR_STORE_FAILED', 'the SQLite database failed');
  // The low byte is the kind; the rest tells more of it.
  if ((errcode & 0xff) === full) return new Fault('ERR_STORE_FAILED', 'the disk of the SQLite database is full; make room');
  return new Fault('ERR_STORE_FAILED', `the SQLite database failed with code ${errcode}`);
}
