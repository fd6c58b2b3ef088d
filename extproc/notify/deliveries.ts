// Tells webhooks of holds: each message is tried again with growing pauses, a message that nobody takes becomes a dead letter which operators can see, and
// a webhook that is slow or gone delays nothing and no other.
import type { Hold } from '../words/hold.ts';
import type { Secret } from '../words/secret.ts';
import { bodyOf, type Form, type Occasion, occasionOf } from './message.ts';
import { type Attempt, type Posting, post } from './post.ts';
import { signedHeaders } from './signature.ts';

export interface Target {
  /** For people: which of the webhooks it is. Never its URL, whose path may be a secret. */
  readonly name: string;
  readonly url: string;
  readonly form: Form;
  /** Null where the form has no signatures. */
  readonly key: Secret | null;
  readonly inner: boolean;
}

export interface DeadLetter {
  readonly target: string;
  readonly hold: string;
  readonly occasion: Occasion;
  readonly attempts: number;
  readonly why: string;
  readonly atMs: number;
}

export interface DeliverySetting {
  readonly targets: readonly Target[];
  readonly publicUrl: string | null;
  readonly now: () => number;
  /** 0 to 1. */
  readonly dice: () => number;
  readonly after: (ms: number, act: () => void) => () => void;
  readonly onDead: (letter: DeadLetter) => void;
  readonly send?: (posting: Posting) => Promise<Attempt>;
}

export interface Deliveries {
  /** A hold is new or changed. Never waits or throws. */
  hear(hold: Hold): void;
  /** The last ones, newest first. */
  readonly dead: readonly DeadLetter[];
  /** Messages under way. */
  readonly waiting: number;
  close(): void;
}

/** Pauses before the attempts after the first: five seconds to ten hours, as the specification proposes. */
const pausesMs = [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000];
const waitingMax = 10_000;
const deadMax = 200;
const toldMax = 20_000;

export function openDeliveries(setting: DeliverySetting): Deliveries {
  const { targets, publicUrl, now, dice, after, onDead, send = post } = setting;
  const told = new Set<string>();
  const dead: DeadLetter[] = [];
  const timers = new Set<() => void>();
  let waiting = 0;
  let isClosed = false;

  const bury = (target: Target, hold: Hold, occasion: Occasion, attempts: number, why: string): void => {
    const letter = { target: target.name, hold: hold.id, occasion, attempts, why, atMs: now() };
    dead.unshift(letter);
    if (dead.length > deadMax) dead.pop();
    onDead(letter);
  };

  const attempt = async (target: Target, hold: Hold, occasion: Occasion, made: number): Promise<void> => {
    const outcome = await send(postingOf(target, hold, occasion));
    if (isClosed) return;
    const pauseMs = pausesMs[made];
    if (outcome.kind !== 'later' || pauseMs === undefined) {
      waiting--;
      if (outcome.kind !== 'delivered') bury(target, hold, occasion, made + 1, outcome.why);
      return;
    }
    // Spread, so that a webhook that comes back is not met by all at once.
    const ms = Math.max(outcome.afterMs ?? 0, pauseMs * (0.8 + 0.4 * dice()));
    const callOff = after(ms, () => {
      timers.delete(callOff);
      void attempt(target, hold, occasion, made + 1);
    });
    timers.add(callOff);
  };

  const postingOf = ({ url, form, key, inner }: Target, hold: Hold, occasion: Occasion): Posting => {
    const body = bodyOf(form, hold, occasion, publicUrl);
    // The same for each attempt, so that who got it twice can tell.
    const id = `msg_${hold.id}_${occasion}`;
    return { url, body, inner, headers: key === null ? {} : signedHeaders(key, id, Math.floor(now() / 1000), body) };
  };

  return {
    hear(hold) {
      const occasion = occasionOf(hold);
      if (isClosed || occasion === null || targets.length === 0) return;
      const key = `${hold.id} ${occasion}`;
      if (told.has(key)) return;
      if (told.size >= toldMax) told.clear();
      told.add(key);
      for (const target of targets) {
        if (waiting >= waitingMax) {
          bury(target, hold, occasion, 0, 'too_many_waiting');
          continue;
        }
        waiting++;
        void attempt(target, hold, occasion, 0);
      }
    },
    dead,
    get waiting() {
      return waiting;
    },
    close() {
      isClosed = true;
      for (const callOff of timers) callOff();
      timers.clear();
    },
  };
}
