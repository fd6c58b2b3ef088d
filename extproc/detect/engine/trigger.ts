// One unanchored automaton for all detectors of a scanner: says where the first bytes of a detector's lead or pattern stand, and
// which such beginnings are under way. Knows nothing of what follows them.
// Its states are made when they are first reached and kept in one table, so that clean text costs one look-up and one comparison a
// byte. Over the bound the table is emptied and made again; texts then find their state by what it stands for.
import type { Limits } from '../../words/limits.ts';
import { type Beginning, Beginnings, programOf } from './beginnings.ts';
import { type ByteClasses, classesOf } from './byte-classes.ts';
import { type Behind, behind, isContinuationByte, isWordByte, outside } from './context.ts';
import type { ByteSet } from './pattern.ts';
import { isSame, type LookBack, type Search } from './search.ts';

export type TriggerLimits = Pick<Limits, 'triggerStatesKept'>;

/** A beginning that a run of bytes before it would belong to: number of the look-back, and bytes taken. */
interface WaitingBehind {
  readonly back: number;
  readonly taken: number;
}

export interface TriggerState {
  /** Offset of its row in the table; negative once forgotten. */
  row: number;
  /** Detectors whose trigger ends here. */
  readonly fires: readonly Search[];
  /** Bytes from the earliest beginning under way that text must wait for, look-back aside. */
  readonly waiting: number;
  readonly waitingBehind: readonly WaitingBehind[];
  /** In order of their ids. */
  readonly beginnings: readonly Beginning[];
  readonly before: Behind;
  /** Tells it from other states. */
  readonly key: string;
}

/** Table entry of a transition that was not looked for yet. */
const unknown = -0x80000000;

export class Trigger {
  /** Follower's row by row plus class; complement of it where a trigger ends; `unknown`. Replaced when it grows. */
  table: Int32Array;
  readonly classes: ByteClasses;
  readonly #beginnings: Beginnings;
  readonly #backs: readonly LookBack[];
  readonly #kept: number;
  /** States by row divided by the number of classes. */
  #states: TriggerState[] = [];
  readonly #byKey = new Map<string, TriggerState>();
  #start: TriggerState;
  /** Beginnings of the state that is being put together; entries are overwritten, not freed. */
  readonly #gathered: Beginning[] = [];
  #gatheredCount = 0;
  #round = 0;

  /** `backs` are the distinct look-backs of searches that text waits for. */
  constructor(searches: readonly Search[], backs: readonly LookBack[], limits: TriggerLimits) {
    this.#backs = backs;
    this.#kept = limits.triggerStatesKept;
    // Words and insides of characters are told apart in any case: a byte's class says all that edges ask.
    this.classes = classesOf(new Set([isWordByte, isContinuationByte, ...searches.flatMap(setsOfTrigger)]));
    this.table = new Int32Array(64 * this.classes.count).fill(unknown);
    this.#beginnings = new Beginnings(searches, this.classes);
    this.#start = this.#make(String(outside), [], outside);
  }

  /** Before a text's first byte. */
  get start(): TriggerState {
    return this.#start;
  }

  /** Row of a state, which may have been forgotten since it was seen last. */
  rowOf(state: TriggerState): number {
    if (state.row >= 0) return state.row;
    return (this.#byKey.get(state.key) ?? this.#make(state.key, state.beginnings, state.before)).row;
  }

  stateAt(row: number): TriggerState {
    return this.#states[row / this.classes.count]!;
  }

  /** Reads a negative table entry. Rows that were read before may be void after it: only the result counts. */
  follow(row: number, entry: number, byte: number): TriggerState {
    return entry === unknown ? this.#extend(this.stateAt(row), byte) : this.stateAt(~entry);
  }

  #extend(state: TriggerState, byte: number): TriggerState {
    this.#gatheredCount = 0;
    this.#round += 1;
    this.#gather(this.#beginnings.startingWith(byte, state.before));
    for (const beginning of state.beginnings) this.#gather(this.#beginnings.after(beginning, state.before, byte));
    const follower = this.#gatheredState(behind[byte]!);
    // The state itself may have been forgotten for its follower's sake.
    if (state.row >= 0) this.table[state.row + this.classes.of[byte]!] = follower.fires.length > 0 ? ~follower.row : follower.row;
    return follower;
  }

  /** Puts beginnings into their places by id, each once. */
  #gather(beginnings: readonly Beginning[]): void {
    const gathered = this.#gathered;
    for (const beginning of beginnings) {
      if (beginning.gatheredIn === this.#round) continue;
      beginning.gatheredIn = this.#round;
      let at = this.#gatheredCount;
      for (; at > 0 && gathered[at - 1]!.id > beginning.id; at -= 1) gathered[at] = gathered[at - 1]!;
      gathered[at] = beginning;
      this.#gatheredCount += 1;
    }
  }

  #gatheredState(before: Behind): TriggerState {
    let key = String(before);
    for (let i = 0; i < this.#gatheredCount; i += 1) key += `,${this.#gathered[i]!.id}`;
    return this.#byKey.get(key) ?? this.#make(key, this.#gathered.slice(0, this.#gatheredCount), before);
  }

  #make(key: string, beginnings: readonly Beginning[], before: Behind): TriggerState {
    if (this.#states.length >= this.#kept) this.#forget();
    const state = { row: this.#states.length * this.classes.count, ...summary(beginnings, this.#backs), key, beginnings, before };
    this.#states.push(state);
    this.#byKey.set(key, state);
    if (this.#states.length * this.classes.count > this.table.length) this.#grow();
    return state;
  }

  #grow(): void {
    const larger = new Int32Array(this.table.length * 2).fill(unknown);
    larger.set(this.table);
    this.table = larger;
  }

  #forget(): void {
    for (const state of this.#states) state.row = -1;
    this.#states = [];
    this.#byKey.clear();
    this.table.fill(unknown);
    this.#start = this.#make(String(outside), [], outside);
  }
}

function setsOfTrigger(search: Search): ByteSet[] {
  return programOf(search)
    .prefixes(search.triggerLength, () => 1)
    .flatMap(prefix => prefix.sets);
}

function summary(
  beginnings: readonly Beginning[],
  backs: readonly LookBack[],
): Pick<TriggerState, 'fires' | 'waiting' | 'waitingBehind'> {
  const fires: Search[] = [];
  const waitingBehind: WaitingBehind[] = [];
  let waiting = 0;
  for (const { search, taken } of beginnings) {
    if (taken === search.triggerLength) fires.push(search);
    // Before a pattern that has a lead, nothing waits: the lead stays, and is as long as its trigger at least.
    else if (search.detector.signal === true || search.lead !== null) continue;
    else if (search.back === null) waiting = Math.max(waiting, taken);
    else waitingBehind.push({ back: backs.findIndex(back => isSame(back, search.back!)), taken });
  }
  return { fires, waiting, waitingBehind };
}
