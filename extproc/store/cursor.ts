// Cursors of lists: the place of the last document that was given. Clients hand them back as they are, or not: what is no cursor is refused.
import { Fault } from '../words/fault.ts';
import { isId } from './columns.ts';

export interface Place {
  readonly createdMs: number;
  readonly id: string;
}

export function cursorOf({ createdMs, id }: Place): string {
  return Buffer.from(`${createdMs} ${id}`).toString('base64url');
}

/** Throws ERR_STORE_ASK for anything that is no cursor. */
export function readCursor(cursor: string): Place {
  const parts = cursor.length <= 256 ? /^(-?\d{1,16}) (.+)$/s.exec(Buffer.from(cursor, 'base64url').toString()) : null;
  const place = { createdMs: Number(parts?.[1]), id: parts?.[2] ?? '' };
  if (Number.isSafeInteger(place.createdMs) && isId(place.id)) return place;
  throw new Fault('ERR_STORE_ASK', 'this is no cursor of a list; begin at its first page');
}
