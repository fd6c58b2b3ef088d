// The life of a hold, apart from what people decide (deciding.ts): it is opened, read to its end, joined to an identical one, expires, and is handed
// over once. A document and an event give the next document; time is an argument.
import type { HeldFinding, Hold, HoldAsk } from '../../words/hold.ts';

export type HoldEvent =
  /** More rules held while the rest was read. */
  | { readonly kind: 'add'; readonly rules: Hold['rules'] }
  /** All was read. */
  | { readonly kind: 'complete'; readonly digest: string; readonly findings: readonly HeldFinding[] }
  /** All was read, and an identical one waits already. */
  | { readonly kind: 'join'; readonly leader: Hold }
  /** Another exchange was held back with the same. */
  | { readonly kind: 'joined'; readonly exchange: string }
  /** The one that it is joined to ended. */
  | { readonly kind: 'follow'; readonly leader: Hold }
  /** Nobody waits on a connection any more; `gaveBack`: what was being handed over there is free again. */
  | { readonly kind: 'leave'; readonly gaveBack: boolean }
  /** There is nothing left to decide. */
  | { readonly kind: 'cancel' }
  | { readonly kind: 'expire' }
  /** Someone begins to hand it over, and nobody else may until then. */
  | { readonly kind: 'claim'; readonly untilMs: number }
  /** It was handed over whole, or its refusal was told. */
  | { readonly kind: 'delivered' };

export type Change =
  | { readonly kind: 'changed'; readonly hold: Hold }
  /** It says so already, or it is none of its business any more. */
  | { readonly kind: 'same' };

const same: Change = { kind: 'same' };

/** Gives the document of a new hold. The shortest time that a rule gives people counts. */
export function newHold(
  ask: HoldAsk,
  given: { readonly id: string; readonly owner: string | null; readonly likeKey: string },
  nowMs: number,
): Hold {
  const { exchange, rules, ...asked } = ask;
  return {
    ...asked,
    id: given.id,
    version: 1,
    state: 'pending',
    waiting: ask.style === 'wait',
    reading: 'open',
    digest: null,
    revision: 1,
    rules: withRules([], rules),
    findings: [],
    owner: given.owner,
    exchanges: [exchange],
    createdMs: nowMs,
    completedMs: null,
    expiresMs: nowMs + Math.min(...rules.map(({ ttlMs }) => ttlMs)),
    decidedMs: null,
    decisions: [],
    likeKey: given.likeKey,
    joined: null,
    deliveredMs: null,
    claimedUntilMs: 0,
  };
}

/** What a hold is after an event. */
export function step(hold: Hold, event: HoldEvent, nowMs: number): Change {
  const pending = hold.state === 'pending';
  switch (event.kind) {
    case 'add':
      return pending && hold.reading === 'open' ? added(hold, event.rules) : same;
    case 'complete':
      if (!pending || hold.reading !== 'open') return same;
      return next(hold, { reading: 'complete', digest: event.digest, findings: event.findings, completedMs: nowMs });
    case 'join':
      return pending && hold.reading === 'open' ? join(hold, event.leader, nowMs) : same;
    case 'joined':
      if (!isOpenToOthers(hold, nowMs) || hold.exchanges.includes(event.exchange)) return same;
      return next(hold, { exchanges: [...hold.exchanges, event.exchange] });
    case 'follow':
      return pending && hold.joined === event.leader.id ? follow(hold, event.leader) : same;
    case 'leave':
      return leave(hold, event.gaveBack);
    case 'cancel':
      // With others joined to it there still is.
      return pending && hold.exchanges.length === 1 ? next(hold, { state: 'cancelled', waiting: false, decidedMs: nowMs }) : same;
    case 'expire':
      return expire(hold, nowMs);
    case 'claim':
      return isFetchable(hold, nowMs) ? next(hold, { claimedUntilMs: event.untilMs }) : same;
    case 'delivered':
      return pending || hold.deliveredMs !== null ? same : next(hold, { deliveredMs: nowMs, claimedUntilMs: 0, waiting: false });
  }
}

/** Whether its released content may be handed over: once, until its time is over, by one at a time. */
export function isFetchable(hold: Hold, nowMs: number): boolean {
  return hold.state === 'approved' && hold.deliveredMs === null && nowMs < hold.expiresMs && hold.claimedUntilMs <= nowMs;
}

/** Whether people can decide it, for others with the same content too. */
export function isOpenToOthers(hold: Hold, nowMs: number): boolean {
  return hold.state === 'pending' && hold.reading === 'complete' && hold.joined === null && nowMs < hold.expiresMs;
}

/** The next version of a document. */
export function revised(hold: Hold, changes: Partial<Hold>): Hold {
  return { ...hold, ...changes, version: hold.version + 1 };
}

/** All rules, once each, in an order of their own. */
export function withRules(there: Hold['rules'], more: Hold['rules']): Hold['rules'] {
  const byJson = new Map([...there, ...more].map(rule => [JSON.stringify(rule), rule]));
  return [...byJson].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}

function next(hold: Hold, changes: Partial<Hold>): Change {
  return { kind: 'changed', hold: revised(hold, changes) };
}

/** The shortest time to decide counts, from the beginning on. */
function added(hold: Hold, more: Hold['rules']): Change {
  const rules = withRules(hold.rules, more);
  if (rules.length === hold.rules.length) return same;
  return next(hold, { rules, expiresMs: Math.min(hold.expiresMs, ...more.map(({ ttlMs }) => hold.createdMs + ttlMs)) });
}

function join(hold: Hold, leader: Hold, nowMs: number): Change {
  return next(hold, {
    reading: 'complete',
    digest: leader.digest,
    findings: leader.findings,
    completedMs: nowMs,
    expiresMs: leader.expiresMs,
    joined: leader.id,
  });
}

function follow(hold: Hold, leader: Hold): Change {
  if (leader.state === 'pending') return same;
  const { state, digest, revision, findings, decisions, decidedMs, expiresMs } = leader;
  return next(hold, { state, digest, revision, findings, decisions, decidedMs, expiresMs });
}

/** What was not read to its end never will be. */
function leave(hold: Hold, gaveBack: boolean): Change {
  const reading = hold.reading === 'open' ? 'incomplete' : hold.reading;
  const claimedUntilMs = gaveBack ? 0 : hold.claimedUntilMs;
  if (reading === hold.reading && !hold.waiting && claimedUntilMs === hold.claimedUntilMs) return same;
  return next(hold, { reading, waiting: false, claimedUntilMs });
}

/** By default nobody released it; and what was released and not fetched is gone. */
function expire(hold: Hold, nowMs: number): Change {
  if (nowMs < hold.expiresMs) return same;
  if (hold.state === 'pending') return next(hold, { state: 'expired', decidedMs: nowMs });
  const isUnfetched = hold.state === 'approved' && hold.deliveredMs === null && hold.claimedUntilMs <= nowMs;
  return isUnfetched ? next(hold, { state: 'expired' }) : same;
}
