// What SQLite complains of, as faults. Its messages name tables and files and may name values: only its code goes on.
import { Fault } from '../../words/fault.ts';

/** By the low byte of the code, which is the kind; the rest tells more of it. Source: SQLite's result codes. */
const complaints: Readonly<Record<number, string>> = {
  5: 'is kept locked by another process',
  8: 'can only be read; look at its permissions and its disk',
  10: "can't be read or written; look at its disk",
  11: 'is damaged; restore a copy',
  13: 'has no room left on its disk',
  14: "can't be opened; look at its folder and permissions",
  26: 'is no SQLite database',
};

export function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const { errcode, code } = error as { readonly errcode?: unknown; readonly code?: unknown };
  if (code === 'ERR_INVALID_STATE') return new Fault('ERR_STORE_CLOSED', 'the store is closed');
  if (typeof errcode !== 'number') return new Fault('ERR_STORE_FAILED', 'the SQLite database failed');
  return new Fault('ERR_STORE_FAILED', `the SQLite database ${complaints[errcode & 0xff] ?? 'failed'} (code ${errcode})`);
}

/** Whether another process only has to be done first. */
export function isBusy(error: unknown): boolean {
  const { errcode } = error as { readonly errcode?: unknown };
  return typeof errcode === 'number' && (errcode & 0xff) === 5;
}
