// Whatever is asked of a store, in whatever order: each gives what a list in memory, written as plainly as can be, gives.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HoldFilter, HoldStore } from '../../../extproc/approvals/ports.ts';
import type { Hold, Remembered } from '../../../extproc/words/hold.ts';
import { holdStates } from '../../../extproc/words/hold.ts';
import { hold, hostileTexts, remembered } from './samples.ts';
import { anything, nameOf, openNew, stores } from './stores.ts';

/** What a store is meant to be. */
class Model {
  readonly holds = new Map<string, Hold>();
  readonly contents = new Map<string, { readonly bytes: string; readonly goneMs: number; readonly hold: string }>();
  readonly remembered = new Map<string, Remembered>();

  newestFirst(): Hold[] {
    return [...this.holds.values()].sort((a, b) => b.createdMs - a.createdMs || (a.id < b.id ? 1 : -1));
  }

  matching(filter: HoldFilter): Hold[] {
    const { state, connection, principal, rule, text, createdAfterMs, createdBeforeMs } = filter;
    return this.newestFirst().filter(
      one =>
        (state === null || one.state === state) &&
        (connection === null || one.connection === connection) &&
        (principal === null || one.principal.id === principal) &&
        (rule === null || one.rules.some(its => its.rule === rule)) &&
        (text === null || textsOf(one).some(its => plain(its).includes(plain(text)))) &&
        (createdAfterMs === null || one.createdMs > createdAfterMs) &&
        (createdBeforeMs === null || one.createdMs < createdBeforeMs),
    );
  }

  sweep(nowMs: number, endedBeforeMs: number) {
    const over = [...this.holds.values()].filter(({ state, deliveredMs, decidedMs, expiresMs }) => {
      if (state === 'pending') return false;
      return (deliveredMs ?? (state === 'approved' ? expiresMs : (decidedMs ?? expiresMs))) < endedBeforeMs;
    });
    for (const { id } of over) this.holds.delete(id);
    const gone = [...this.contents].filter(([, one]) => one.goneMs <= nowMs || !this.holds.has(one.hold));
    for (const [key] of gone) this.contents.delete(key);
    return { contents: gone.length, holds: over.length };
  }
}

function textsOf(one: Hold): string[] {
  return [
    one.id,
    one.session,
    one.principal.id,
    one.path,
    ...one.exchanges,
    ...one.rules.flatMap(({ rule, reason }) => [rule, reason]),
  ];
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, ' ');

/** One thing that is asked; gives what came of it. */
type Ask = {
  readonly name: string;
  readonly of: (store: HoldStore) => Promise<unknown>;
  readonly model: (model: Model) => unknown;
};

const id = fc.constantFrom('ho_1', 'ho_2', 'ho_3', 'ho_a', 'ho_B');
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('p', 'X', 'x') },
  fc.constantFrom(...hostileTexts.map(one => one.text)),
);
const ms = fc.nat({ max: 6 });
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const holds = fc
  .record({
    id,
    version: fc.integer({ min: 1, max: 3 }),
    state: fc.constantFrom(...holdStates),
    principal: text,
    rules: fc.array(text, { minLength: 1, maxLength: 3 }),
    reason: text,
    connection: text,
    path: text,
    session: text,
    requestKey: text,
    createdMs: ms,
    decidedMs: perhaps(ms),
    deliveredMs: perhaps(ms),
    expiresMs: ms,
  })
  .map(hold);
/** Of at most two kinds at once: more let nothing through. */
const filters: fc.Arbitrary<HoldFilter> = fc
  .tuple(
    fc.record({
      state: fc.constantFrom(...holdStates),
      connection: text,
      principal: text,
      rule: text,
      text,
      createdAfterMs: ms,
      createdBeforeMs: ms,
    }),
    fc.subarray(Object.keys(anything) as (keyof HoldFilter)[], { maxLength: 2 }),
  )
  .map(([values, kinds]) => ({ ...anything, ...Object.fromEntries(kinds.map(kind => [kind, values[kind]])) }));
const revision = fc.integer({ min: 1, max: 2 });
const bytes = fc.constantFrom('', '00', 'ff00');

const asks: fc.Arbitrary<Ask> = fc.oneof(
  {
    weight: 4,
    arbitrary: holds.map(one =>
      ask(
        `create ${one.id}`,
        store => store.create(one),
        model => !model.holds.has(one.id) && model.holds.set(one.id, one) === model.holds,
      ),
    ),
  },
  {
    weight: 4,
    arbitrary: holds.map(one =>
      ask(
        `replace ${one.id}`,
        store => store.replace(one),
        model => {
          const isNext = model.holds.get(one.id)?.version === one.version - 1;
          if (isNext) model.holds.set(one.id, one);
          return isNext;
        },
      ),
    ),
  },
  id.map(one =>
    ask(
      `get ${one}`,
      store => store.get(one),
      model => model.holds.get(one) ?? null,
    ),
  ),
  {
    weight: 4,
    arbitrary: fc.tuple(filters, fc.integer({ min: 1, max: 3 })).map(([filter, itemsMax]) =>
      ask(
        `list ${JSON.stringify(filter)} by ${itemsMax}`,
        store => pages(store, filter, itemsMax),
        model => model.matching(filter),
      ),
    ),
  },
  filters.map(({ state, principal }) =>
    ask(
      'count',
      store => store.count({ state, principal }),
      model => model.matching({ ...anything, state, principal }).length,
    ),
  ),
  fc.integer({ min: 1, max: 3 }).map(itemsMax =>
    ask(
      'live',
      store => store.live(itemsMax),
      model =>
        model
          .newestFirst()
          .reverse()
          .filter(({ state, deliveredMs }) => state === 'pending' || (state === 'approved' && deliveredMs === null))
          .slice(0, itemsMax),
    ),
  ),
  text.map(key =>
    ask(
      'byRequest',
      store => store.byRequest(key),
      model => model.newestFirst().filter(one => one.requestKey === key),
    ),
  ),
  fc.tuple(id, revision, bytes, ms).map(([of, number, hex, goneMs]) =>
    ask(
      `putContent ${of} ${number}`,
      store =>
        store.putContent(of, number, new Uint8Array(Buffer.from(hex, 'hex')), goneMs).then(
          () => true,
          error => error.code === 'ERR_STORE_CONTENT' && false,
        ),
      model => {
        const key = `${of} ${number}`;
        if (!model.holds.has(of)) return false;
        if (!model.contents.has(key)) model.contents.set(key, { bytes: hex, goneMs, hold: of });
        return model.contents.get(key)?.bytes === hex;
      },
    ),
  ),
  fc.tuple(id, revision).map(([of, number]) =>
    ask(
      `getContent ${of} ${number}`,
      async store => {
        const found = await store.getContent(of, number);
        return found && Buffer.from(found).toString('hex');
      },
      model => model.contents.get(`${of} ${number}`)?.bytes ?? null,
    ),
  ),
  fc.tuple(ms, ms).map(([now, before]) =>
    ask(
      `sweep ${now} ${before}`,
      store => store.sweep(now, before),
      model => model.sweep(now, before),
    ),
  ),
  fc
    .record({
      id: fc.constantFrom('gr_1', 'gr_2'),
      rule: text,
      createdMs: ms,
      expiresMs: ms.map(at => at + 10),
      revokedMs: perhaps(ms),
    })
    .map(remembered)
    .map(one =>
      ask(
        'putRemembered',
        store => store.putRemembered(one),
        model => void model.remembered.set(one.id, one),
      ),
    ),
  ms.map(now =>
    ask(
      'listRemembered',
      store => store.listRemembered(now + 10),
      model =>
        [...model.remembered.values()]
          .filter(({ expiresMs, revokedMs }) => expiresMs > now + 10 && revokedMs === null)
          .sort((a, b) => b.createdMs - a.createdMs || (a.id < b.id ? 1 : -1)),
    ),
  ),
);

function ask(name: string, of: Ask['of'], model: Ask['model']): Ask {
  return { name, of, model };
}

async function pages(store: HoldStore, filter: HoldFilter, itemsMax: number): Promise<Hold[]> {
  const all: Hold[] = [];
  for (let cursor: string | null = null; ; ) {
    const { items, next } = await store.list(filter, cursor, itemsMax);
    all.push(...items);
    if (next === null) return all;
    if (all.length > 100) throw new Error('the list has no end');
    cursor = next;
  }
}

for (const kind of stores) {
  test.skipIf(kind.missing !== null)(`${nameOf(kind)} does what the model does`, { timeout: 120_000 }, async () => {
    const runs = fc.asyncProperty(fc.array(asks, { maxLength: 40 }), async sequence => {
      const store = await openNew(kind);
      const model = new Model();
      for (const { name, of, model: wanted } of sequence) expect([name, await of(store)]).toEqual([name, wanted(model)]);
    });
    await fc.assert(runs, { numRuns: kind.name === 'memory' ? 100 : 15 });
  });
}
