// What PostgreSQL, its client and the network complain of, as faults. Messages may hold values, names and the URL: only codes go on.
import { Fault } from '../../words/fault.ts';

/** By SQLSTATE, or its first two characters, which are the class. Source: PostgreSQL, appendix A. */
const complaints: Readonly<Record<string, string>> = {
  '08': 'lost its connection',
  '25006': 'can only be read',
  '28': 'refuses the sign-in; look at the user and password of its URL',
  '3D': 'is not there; look at the name in its URL',
  '40': 'gave way to another transaction',
  '42501': 'does not let this user do what the store needs',
  '53': 'has no room left, or too many connections',
  '57014': 'took too long',
  '57P': 'is being shut down',
};

export function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const { code } = error as { readonly code?: unknown };
  if (typeof code !== 'string' || !/^[A-Z0-9_]{1,64}$/.test(code)) return failed('failed, or could not be reached in time');
  const complaint = complaints[code] ?? complaints[code.slice(0, 3)] ?? complaints[code.slice(0, 2)];
  return failed(`${/^[0-9A-Z]{5}$/.test(code) && complaint !== undefined ? complaint : 'failed'} (${code})`);
}

function failed(how: string): Fault {
  return new Fault('ERR_STORE_FAILED', `the PostgreSQL database ${how}`);
}
