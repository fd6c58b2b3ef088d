// What the store promises of recordings: one suite for all databases.
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type {
  RecordedExchange,
  RecordingStore,
  RecordingWrite,
  SessionKind,
  TaggedFilter,
} from '../../../extproc/recording/ports.ts';
import { openRecordings } from '../../../extproc/store/open.ts';
import { hostileTexts } from './samples.ts';
import { nameOf, type Stores, stores, tell } from './stores.ts';

type Wish = Partial<Omit<RecordedExchange, 'end'>> & { readonly decision?: string | null; readonly tokens?: number };

function exchange({ decision = 'allow', tokens = 1, ...rest }: Wish = {}): RecordedExchange {
  const createdMs = rest.createdMs ?? 1_000;
  const end = {
    endedMs: createdMs + 10,
    decision: decision ?? '',
    block: null,
    ending: 'delivered',
    status: 200,
    contentType: null,
    format: 'sse',
    detectors: [],
    tools: [],
    holds: [],
    tokens,
    parts: 1,
    pieces: 1,
    bytes: { request: 1, response: 1 },
    isCut: false,
    digest: null,
  };
  return {
    id: 'ex_A',
    createdMs,
    goneMs: 100_000,
    session: 'se_A',
    connection: 'chatgpt',
    api: 'openai',
    principal: 'spiffe://mesh/a',
    namespace: null,
    grant: null,
    method: 'POST',
    path: '/v1/x',
    model: null,
    policyRevision: 'r1',
    records: { request: true, response: true },
    seals: false,
    end: decision === null ? null : end,
    ...rest,
  };
}

function write(wish: Wish, tags: readonly string[] = [], number = 0, sealed = Uint8Array.of(number)): RecordingWrite {
  return { exchange: exchange(wish), part: { number, sealed, tags } };
}

const anything: TaggedFilter = {
  session: null,
  grant: null,
  connection: null,
  principal: null,
  decision: null,
  createdAfterMs: null,
  createdBeforeMs: null,
  tags: [],
};

async function listed(store: RecordingStore, filter: Partial<TaggedFilter> = {}, itemsMax = 100): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const { items, next } = await store.list({ ...anything, ...filter }, cursor, itemsMax);
    ids.push(...items.map(({ id }) => id));
    cursor = next;
  } while (cursor !== null);
  return ids;
}

const sessionsOf = async (store: RecordingStore, kind: SessionKind, filter: Partial<TaggedFilter> = {}) =>
  (await store.sessions(kind, { ...anything, ...filter }, null, 100)).items.map(({ id }) => id);

const kept = new Map<Stores, { readonly place: Awaited<ReturnType<Stores['place']>>; readonly store: RecordingStore }>();
afterAll(async () => {
  for (const { store } of kept.values()) await store.close();
});

async function openNew(kind: Stores): Promise<RecordingStore> {
  if (kind.name === 'memory') {
    const store = await openRecordings(await kind.place());
    onTestFinished(() => store.close());
    return store;
  }
  const known = kept.get(kind);
  if (known !== undefined) {
    await tell(known.place, 'DELETE FROM exchanges; DELETE FROM sessions');
    return known.store;
  }
  const place = await kind.place();
  const store = await openRecordings(place);
  kept.set(kind, { place, store });
  return store;
}

for (const kind of stores) {
  describe.skipIf(kind.missing !== null)(nameOf(kind), { timeout: 60_000 }, () => {
    test('an exchange comes back as it was, whatever stands in it', async () => {
      const store = await openNew(kind);
      for (const [at, { text }] of hostileTexts.entries()) {
        const one = write({ id: `ex_${at}`, connection: text, principal: text, path: text, model: text, policyRevision: text });
        await store.keep([one]);
        expect(await store.get(one.exchange.id)).toEqual(JSON.parse(JSON.stringify(one.exchange)));
        expect(await listed(store, { principal: text, connection: text })).toEqual([one.exchange.id]);
      }
    });

    test('parts come back in their order, however they came, and twice is once', async () => {
      const store = await openNew(kind);
      await store.keep([write({ decision: null }, [], 1)]);
      await store.keep([write({}, [], 2), write({ decision: null }, [], 0)]);
      await store.keep([write({}, [], 2, Uint8Array.of(9))]);
      expect((await store.parts('ex_A')).map(({ number, sealed }) => [number, ...sealed])).toEqual([
        [0, 0],
        [1, 1],
        [2, 2],
      ]);
    });

    test('an exchange that ended is not taken for one that runs when its beginning comes late', async () => {
      const store = await openNew(kind);
      await store.keep([write({}, [], 1)]);
      await store.keep([write({ decision: null }, [], 0)]);
      expect((await store.get('ex_A'))?.end?.decision).toBe('allow');
      expect(await listed(store, { decision: 'allow' })).toEqual(['ex_A']);
    });

    test('all of a batch is kept, or nothing', async () => {
      const store = await openNew(kind);
      await expect(store.keep([write({ id: 'ex_1' }), write({ id: 'not an id' })])).rejects.toMatchObject({
        code: 'ERR_STORE_ASK',
      });
      expect(await listed(store)).toEqual([]);
    });

    describe('a list', () => {
      const some = [
        write({ id: 'ex_1', createdMs: 10, connection: 'a', principal: 'p', session: 'se_1' }, ['AA', 'BB']),
        write({ id: 'ex_2', createdMs: 20, connection: 'b', principal: 'p', session: 'se_1', decision: 'block' }, ['AA']),
        write({ id: 'ex_4', createdMs: 30, connection: 'b', principal: 'q', session: 'se_2', grant: 'gr_1' }, ['BB', 'CC']),
        write({ id: 'ex_3', createdMs: 30, connection: 'b', principal: 'q', session: 'se_2', decision: null }, ['AA', 'AAB']),
      ];
      test.for([
        { name: 'nothing asked gives all, newest first', filter: {}, want: ['ex_4', 'ex_3', 'ex_2', 'ex_1'] },
        { name: 'by connection', filter: { connection: 'a' }, want: ['ex_1'] },
        { name: 'by principal', filter: { principal: 'q' }, want: ['ex_4', 'ex_3'] },
        { name: 'by session', filter: { session: 'se_1' }, want: ['ex_2', 'ex_1'] },
        { name: 'by grant', filter: { grant: 'gr_1' }, want: ['ex_4'] },
        { name: 'by decision, of which one that runs has none', filter: { decision: 'allow' }, want: ['ex_4', 'ex_1'] },
        { name: 'by time, edges excluded', filter: { createdAfterMs: 10, createdBeforeMs: 30 }, want: ['ex_2'] },
        { name: 'by a tag, and not by one that begins alike', filter: { tags: [['AA']] }, want: ['ex_3', 'ex_2', 'ex_1'] },
        { name: 'by tags that are all there', filter: { tags: [['AA', 'BB']] }, want: ['ex_1'] },
        { name: 'by two lists of tags', filter: { tags: [['BB'], ['CC']] }, want: ['ex_4'] },
        { name: 'by all at once', filter: { principal: 'p', decision: 'block', tags: [['AA']] }, want: ['ex_2'] },
        { name: 'by a session that is none', filter: { session: "' OR 1=1 --" }, want: [] },
      ])('$name', async ({ filter, want }) => {
        const store = await openNew(kind);
        await store.keep(some);
        expect(await listed(store, filter)).toEqual(want);
        expect(await listed(store, filter, 1)).toEqual(want);
      });

      test.for(['', 'a b', 'a" OR "b', "a'::tsquery", '*', 'a & !b'])('what is no tag is refused: %j', async tag => {
        const store = await openNew(kind);
        await expect(store.list({ ...anything, tags: [[tag]] }, null, 10)).rejects.toMatchObject({ code: 'ERR_STORE_ASK' });
      });

      test('a page goes on where it ended, while new ones come', async () => {
        const store = await openNew(kind);
        await store.keep(some);
        const { items, next } = await store.list(anything, null, 2);
        await store.keep([write({ id: 'ex_9', createdMs: 99 })]);
        const rest = await store.list(anything, next, 10);
        expect([...items, ...rest.items].map(({ id }) => id)).toEqual(['ex_4', 'ex_3', 'ex_2', 'ex_1']);
      });
    });

    test('sessions and grants add up what is kept of them', async () => {
      const store = await openNew(kind);
      await store.keep([
        write({ id: 'ex_1', createdMs: 10, session: 'se_1', tokens: 5 }, ['AA']),
        write({ id: 'ex_2', createdMs: 20, session: 'se_1', tokens: 7, decision: 'block', connection: 'b', grant: 'gr_1' }),
        write({ id: 'ex_3', createdMs: 30, session: 'se_2', decision: null }),
      ]);
      expect(await sessionsOf(store, 'session')).toEqual(['se_2', 'se_1']);
      expect(await sessionsOf(store, 'grant')).toEqual(['gr_1']);
      expect(await sessionsOf(store, 'session', { tags: [['AA']] })).toEqual(['se_1']);
      expect(await sessionsOf(store, 'grant', { decision: 'block' })).toEqual(['gr_1']);
      expect(await store.session('se_1')).toMatchObject({
        kind: 'session',
        exchanges: 2,
        tokens: 12,
        connections: ['b', 'chatgpt'],
        decisions: { allow: 1, block: 1 },
        firstMs: 10,
        lastMs: 30,
      });
      expect(await store.session('gr_1')).toMatchObject({ kind: 'grant', exchanges: 1 });
      expect(await store.session('se_9')).toBeNull();
    });

    test('whose time is over is claimed by one alone, and again when that one is late', async () => {
      const store = await openNew(kind);
      const ids = Array.from({ length: 20 }, (_, at) => `ex_${at}`);
      await store.keep(ids.map(id => write({ id, goneMs: 50 })));
      await store.keep([write({ id: 'ex_later', goneMs: 51 })]);
      const claims = await Promise.all(Array.from({ length: 5 }, () => store.claim(50, 60, 6)));
      const claimed = claims.flat().map(({ id }) => id);
      expect(new Set(claimed).size).toBe(claimed.length);
      const rest = await store.claim(50, 60, 100);
      expect([...claimed, ...rest.map(({ id }) => id)].toSorted()).toEqual(ids.toSorted());
      expect(await store.claim(59, 70, 100)).toHaveLength(1);
      expect(await store.claim(60, 70, 100)).toHaveLength(20);
    });

    test('what is removed is found nowhere, and sessions go with their last exchange', async () => {
      const store = await openNew(kind);
      await store.keep([
        write({ id: 'ex_1', session: 'se_1', grant: 'gr_1' }, ['AA']),
        write({ id: 'ex_2', session: 'se_1' }, ['AA']),
      ]);
      await store.remove(['ex_1']);
      expect(await store.parts('ex_1')).toEqual([]);
      expect(await listed(store, { tags: [['AA']] })).toEqual(['ex_2']);
      expect([await sessionsOf(store, 'session'), await sessionsOf(store, 'grant')]).toEqual([['se_1'], []]);
      await store.remove(['ex_2', 'ex_none']);
      expect(await sessionsOf(store, 'session')).toEqual([]);
      await store.keep([write({ id: 'ex_3' }, ['CC'])]);
      expect(await listed(store, { tags: [['AA']] })).toEqual([]);
      expect(await listed(store, { tags: [['CC']] })).toEqual(['ex_3']);
    });

    test('many tags of one part are kept', async () => {
      const store = await openNew(kind);
      const tags = Array.from({ length: 20_000 }, (_, at) => at.toString(36).toUpperCase().padStart(16, '0'));
      await store.keep([write({}, tags)]);
      expect(await listed(store, { tags: [tags.slice(-200)] })).toEqual(['ex_A']);
    });
  });
}
