// What the admin room is given: whom to serve, where, and under which bounds.
import type { Approvals } from '../approvals/ports.ts';
import type { Recordings } from '../recording/ports.ts';
import type { LedgerReader } from '../words/evidence.ts';
import type { Limits } from '../words/limits.ts';
import type { Secret } from '../words/secret.ts';
import type { Originals } from './originals.ts';
import type { SignIns } from './sign-in/sign-in.ts';

export interface AdminSetting {
  readonly listen: { readonly host: string; readonly port: number } | { readonly path: string };
  /** Where people reach it; null: at the address it listens on, on this machine alone. */
  readonly publicUrl: string | null;
  readonly tls: { readonly cert: string; readonly key: string; readonly clientCa: string | null } | null;
  readonly approvals: Approvals;
  /** Messages to webhooks that nobody took, newest first. */
  readonly deadLetters: () => readonly DeadLetter[];
  /** Null: nothing is recorded here, and there is nothing to look at. */
  readonly recordings?: Recordings | null;
  /** This replica's log; null: it keeps none. */
  readonly ledger?: LedgerReader | null;
  /** Null: no originals are sealed here. */
  readonly originals?: Originals | null;
  readonly signIns: SignIns;
  /** The installation's master key: cookies are sealed with a key of their own under it. */
  readonly master: Secret;
  /** Folder of the built page; null: there is none, and the API serves alone. */
  readonly page: string | null;
  readonly limits: Limits;
  readonly now: () => number;
  /** Null while everything works, else what does not, in a few words. */
  readonly notReady: () => string | null;
  readonly onTrouble: (trouble: AdminTrouble) => void;
}

/** As the room that sends them tells it. */
export interface DeadLetter {
  readonly target: string;
  readonly hold: string;
  readonly occasion: string;
  readonly attempts: number;
  readonly why: string;
  readonly atMs: number;
}

/** Something that went wrong while a request was answered; for the log, without a value. */
export interface AdminTrouble {
  readonly request: string;
  readonly route: string;
  readonly cause: unknown;
}
