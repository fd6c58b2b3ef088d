// What all exchanges share, given to each: the rooms further along, and the gates that later work fills otherwise.
import type { GrantGate } from '../access/grant.ts';
import type { Recorder } from '../audit/record.ts';
import type { Scanner } from '../detect/scan.ts';
import type { MaskKeys } from '../mask/keys.ts';
import type { Policy } from '../policy/decide.ts';
import type { Connection } from '../words/access.ts';
import type { Ledger, Recorder as TapeRecorder } from '../words/evidence.ts';
import type { Limits } from '../words/limits.ts';
import type { Plan } from '../words/plan.ts';
import type { ByteBudget } from './budget.ts';
import type { HoldDesk } from './hold.ts';
import type { Labels } from './label.ts';
import type { RequestKeys } from './request-key.ts';
import type { UsageBook } from './usage.ts';

/** A plan made ready: compiled once, shared by all exchanges under it. */
export interface PreparedPlan {
  readonly scanner: Scanner;
  /** The patterns that the plan lets through; null when it has none. */
  readonly allowed: Scanner | null;
  /** What may be told of names under it. */
  readonly labels: Labels;
}

export interface Surroundings {
  /** By name. */
  readonly connections: ReadonlyMap<string, Connection>;
  /** The policy in force; null when none could be loaded yet. An exchange ends on the one with which it began. */
  readonly currentPolicy: () => Policy | null;
  readonly prepare: (plan: Plan) => PreparedPlan;
  readonly keys: MaskKeys;
  readonly limits: Limits;
  readonly memory: ByteBudget;
  /** For what has left and is kept so that people can read it. */
  readonly beforeMemory: ByteBudget;
  /** For names that come before there is a plan: every detector looks at them. */
  readonly labels: Labels;
  readonly grants: GrantGate;
  /** For questions that are answered at once; what changes anything is an effect. */
  readonly holds: Pick<HoldDesk, 'remembers' | 'mayHave'>;
  readonly requestKey: RequestKeys;
  readonly usage: UsageBook;
  /** Asked whether it is there; what is appended is an effect. */
  readonly ledger: Pick<Ledger, 'isOpen'>;
  readonly recorder: TapeRecorder;
  readonly record: Recorder;
  /** So many bytes of chance. */
  readonly chance: (bytes: number) => Uint8Array;
  /** Milliseconds that only go forward, for what things took. */
  readonly monotonicMs: () => number;
  /** CPU time of the thread since it was last free for others, or somewhat longer. */
  readonly workedMs: () => number;
}
