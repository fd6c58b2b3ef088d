// Links that sign in once: for whoever started the server in a terminal and has a browser beside it.
import type { Approver } from '../../words/hold.ts';
import type { OnceSignIn } from './sign-in.ts';

export interface OnceCodes extends OnceSignIn {
  /** A code of 256 bits, good once and for so long. */
  make(approver: Approver): string;
}

export function onceCodes(chance: (bytes: number) => Uint8Array, now: () => number, msMax: number): OnceCodes {
  const codes = new Map<string, { readonly approver: Approver; readonly untilMs: number }>();
  return {
    make(approver) {
      const code = Buffer.from(chance(32)).toString('base64url');
      codes.set(code, { approver, untilMs: now() + msMax });
      return code;
    },
    once(code) {
      const known = codes.get(code);
      codes.delete(code);
      return known !== undefined && now() < known.untilMs ? known.approver : null;
    },
  };
}
