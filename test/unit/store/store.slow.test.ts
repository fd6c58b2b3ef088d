// What each store promises: one suite for all of them.
import { describe, expect, test } from 'vitest';
import { hold, hostileTexts, remembered } from './samples.ts';
import { anything, listed, nameOf, open, openNew, stores } from './stores.ts';

const bytes = (...list: number[]) => Uint8Array.from(list);

for (const kind of stores) {
  describe.skipIf(kind.missing !== null)(nameOf(kind), { timeout: 60_000 }, () => {
    test('a hold comes back as it was, whatever stands in it', async () => {
      const store = await openNew(kind);
      for (const [i, { text }] of hostileTexts.entries()) {
        const one = hold({
          id: `ho_${i}`,
          principal: text,
          rules: [text],
          reason: text,
          path: text,
          model: text,
          requestKey: text,
        });
        expect(await store.create(one)).toBe(true);
        expect(await store.get(one.id)).toEqual(JSON.parse(JSON.stringify(one)));
      }
    });

    test('an id is given once', async () => {
      const store = await openNew(kind);
      expect(await store.create(hold())).toBe(true);
      expect(await store.create(hold({ path: '/other' }))).toBe(false);
      expect((await store.get('ho_A'))?.path).toBe('/v1/chat/completions');
    });

    test('only the version that follows takes the place of one', async () => {
      const store = await openNew(kind);
      expect(await store.replace(hold({ version: 2 }))).toBe(false);
      await store.create(hold());
      expect(await store.replace(hold({ version: 1 }))).toBe(false);
      expect(await store.replace(hold({ version: 3 }))).toBe(false);
      expect(await store.replace(hold({ version: 2, state: 'approved', connection: 'other' }))).toBe(true);
      expect(await store.get('ho_A')).toEqual(hold({ version: 2, state: 'approved', connection: 'other' }));
      expect(await listed(store, { state: 'pending' })).toEqual([]);
      expect(await listed(store, { state: 'approved', connection: 'other' })).toEqual(['ho_A']);
    });

    test('of a hundred that change a version at once, one does', async () => {
      const store = await openNew(kind);
      await store.create(hold());
      for (let version = 2; version <= 4; version++) {
        const won = await Promise.all(Array.from({ length: 100 }, (_, i) => store.replace(hold({ version, path: `/${i}` }))));
        expect(won.filter(Boolean)).toHaveLength(1);
        expect((await store.get('ho_A'))?.path).toBe(`/${won.indexOf(true)}`);
      }
    });

    test('of a hundred that create an id at once, one does', async () => {
      const store = await openNew(kind);
      const won = await Promise.all(Array.from({ length: 100 }, (_, i) => store.create(hold({ path: `/${i}` }))));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await store.get('ho_A'))?.path).toBe(`/${won.indexOf(true)}`);
    });

    test.for(['', 'ho_B', 'ho_A\0', 'ho_A%', "' OR 1=1 --", '\ud800', 'x'.repeat(1_000_000)])(
      'no hold has the id %#',
      async id => {
        const store = await openNew(kind);
        await store.create(hold());
        expect(await store.get(id)).toBeNull();
        expect(await store.getContent(id, 1)).toBeNull();
      },
    );

    describe('a list', () => {
      const some = [
        hold({ id: 'ho_1', createdMs: 10, connection: 'a', principal: 'p', rules: ['x', 'y'], reason: 'One' }),
        hold({ id: 'ho_2', createdMs: 20, connection: 'b', principal: 'p', rules: ['y'], state: 'denied', path: '/Some/Path' }),
        hold({ id: 'ho_4', createdMs: 30, connection: 'b', principal: 'q', rules: ['xy'], session: 'se_four' }),
        hold({ id: 'ho_3', createdMs: 30, connection: 'b', principal: 'q', rules: ['x"', '","'], exchanges: ['ex_1', 'ex_2'] }),
      ];
      const cases = [
        { name: 'is newest first, by id within a millisecond', filter: {}, want: ['ho_4', 'ho_3', 'ho_2', 'ho_1'] },
        { name: 'of a state has no other', filter: { state: 'denied' }, want: ['ho_2'] },
        { name: 'of a connection has no other', filter: { connection: 'a' }, want: ['ho_1'] },
        { name: 'of a principal has no other', filter: { principal: 'q' }, want: ['ho_4', 'ho_3'] },
        { name: 'of a rule has every hold that has it', filter: { rule: 'y' }, want: ['ho_2', 'ho_1'] },
        { name: 'of a rule has none whose rule only contains it', filter: { rule: 'x' }, want: ['ho_1'] },
        { name: 'of a rule is not fooled by what stands between rules', filter: { rule: ',' }, want: [] },
        { name: 'finds text in reasons, whatever its letters', filter: { text: 'oNE' }, want: ['ho_1'] },
        { name: 'finds text in paths', filter: { text: 'some/path' }, want: ['ho_2'] },
        { name: 'finds text in sessions', filter: { text: 'se_four' }, want: ['ho_4'] },
        { name: 'finds text in exchanges', filter: { text: 'ex_2' }, want: ['ho_3'] },
        { name: 'finds text in ids', filter: { text: 'ho_2' }, want: ['ho_2'] },
        { name: 'finds no text across two fields', filter: { text: 'ex_1\nex_2' }, want: [] },
        { name: 'takes % for itself', filter: { text: '%' }, want: [] },
        { name: 'takes _ for itself', filter: { text: 'o_2' }, want: ['ho_2'] },
        { name: 'after a time leaves that time out', filter: { createdAfterMs: 20 }, want: ['ho_4', 'ho_3'] },
        { name: 'before a time leaves that time out', filter: { createdBeforeMs: 20 }, want: ['ho_1'] },
        { name: 'has what all filters let through', filter: { connection: 'b', principal: 'p', text: 'etc' }, want: ['ho_2'] },
      ] as const;

      test('is what its filter says', async () => {
        const store = await openNew(kind);
        for (const one of some) await store.create(one);
        for (const { name, filter, want } of cases) expect([name, await listed(store, filter)]).toEqual([name, want]);
      });

      test('in pages has the same, each once, also when new ones come in between', async () => {
        const store = await openNew(kind);
        for (let i = 0; i < 10; i++) await store.create(hold({ id: `ho_${i}`, createdMs: Math.floor(i / 3) }));
        const all = await listed(store);
        for (const itemsMax of [1, 2, 3, 9, 10, 11]) expect(await listed(store, {}, itemsMax)).toEqual(all);
        const first = await store.list(anything, null, 4);
        await store.create(hold({ id: 'ho_new', createdMs: 99 }));
        await store.replace(hold({ id: 'ho_5', createdMs: 1, version: 2, state: 'denied' }));
        const second = await store.list(anything, first.next, 100);
        expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all);
        expect(second.next).toBeNull();
      });

      test('refuses what is no cursor', async () => {
        const store = await openNew(kind);
        const withNul = Buffer.from('1 \0').toString('base64url');
        for (const cursor of ['', 'x', 'ho_1', '%%%', "' OR 1=1", withNul, 'x'.repeat(1_000_000)]) {
          await expect(store.list(anything, cursor, 10)).rejects.toMatchObject({ code: 'ERR_STORE_ASK' });
        }
      });

      test.for(hostileTexts)('finds $name as a principal, a connection, a rule, a request and a text', async ({ text }) => {
        const store = await openNew(kind);
        await store.create(hold({ id: 'ho_other', createdMs: 1 }));
        await store.create(
          hold({ id: 'ho_it', principal: text, connection: text, rules: ['r', text], reason: text, requestKey: text }),
        );
        expect(await listed(store, { principal: text, connection: text, rule: text })).toEqual(['ho_it']);
        expect(await listed(store, { text })).toEqual(text === '' ? ['ho_it', 'ho_other'] : ['ho_it']);
        expect(await store.count({ state: null, principal: text })).toBe(1);
        expect((await store.byRequest(text)).map(({ id }) => id)).toEqual(['ho_it']);
      });

      test('tells texts apart that look alike to a database', async () => {
        const store = await openNew(kind);
        for (const [i, { text }] of hostileTexts.entries())
          await store.create(hold({ id: `ho_${i}`, principal: text, rules: [text] }));
        for (const [i, { text }] of hostileTexts.entries()) {
          expect(await listed(store, { principal: text })).toEqual([`ho_${i}`]);
          expect(await listed(store, { rule: text })).toEqual([`ho_${i}`]);
        }
      });

      test('finds a principal of a megabyte, and refuses to search for such a text', async () => {
        const store = await openNew(kind);
        const long = 'é'.repeat(1_000_000);
        await store.create(hold({ principal: long, rules: [long], path: long, requestKey: long }));
        expect(await listed(store, { principal: long, rule: long })).toEqual(['ho_A']);
        expect(await listed(store, { principal: `${long}é` })).toEqual([]);
        expect(await store.byRequest(long)).toHaveLength(1);
        await expect(store.list({ ...anything, text: long }, null, 1)).rejects.toMatchObject({ code: 'ERR_STORE_ASK' });
      });

      test('refuses what is no time', async () => {
        const store = await openNew(kind);
        for (const createdAfterMs of [Number.NaN, Number.POSITIVE_INFINITY, 1.5, 1e300]) {
          await expect(store.list({ ...anything, createdAfterMs }, null, 1)).rejects.toMatchObject({ code: 'ERR_STORE_ASK' });
        }
      });
    });

    test('live are pending holds and released ones that were not fetched, oldest first', async () => {
      const store = await openNew(kind);
      const all = [
        hold({ id: 'ho_fetched', createdMs: 1, state: 'approved', deliveredMs: 5 }),
        hold({ id: 'ho_released', createdMs: 3, state: 'approved' }),
        hold({ id: 'ho_pending', createdMs: 2 }),
        ...(['denied', 'expired', 'cancelled'] as const).map(state => hold({ id: `ho_${state}`, createdMs: 4, state })),
      ];
      for (const one of all) await store.create(one);
      const ids = async (itemsMax: number) => (await store.live(itemsMax)).map(({ id }) => id);
      expect(await ids(10)).toEqual(['ho_pending', 'ho_released']);
      expect(await ids(1)).toEqual(['ho_pending']);
      await store.replace(hold({ id: 'ho_pending', version: 2, state: 'denied' }));
      expect(await ids(10)).toEqual(['ho_released']);
    });

    test('counts by state and principal', async () => {
      const store = await openNew(kind);
      await store.create(hold({ id: 'ho_1' }));
      await store.create(hold({ id: 'ho_2', principal: 'b' }));
      await store.create(hold({ id: 'ho_3', state: 'denied' }));
      expect(await store.count({ state: null, principal: null })).toBe(3);
      expect(await store.count({ state: 'pending', principal: null })).toBe(2);
      expect(await store.count({ state: 'pending', principal: 'b' })).toBe(1);
      expect(await store.count({ state: 'expired', principal: 'b' })).toBe(0);
    });

    test('a request finds its holds, newest first', async () => {
      const store = await openNew(kind);
      await store.create(hold({ id: 'ho_1', createdMs: 1 }));
      await store.create(hold({ id: 'ho_2', createdMs: 2 }));
      await store.create(hold({ id: 'ho_3', requestKey: 'key-B' }));
      expect((await store.byRequest('key-A')).map(({ id }) => id)).toEqual(['ho_2', 'ho_1']);
      expect(await store.byRequest('key-C')).toEqual([]);
    });

    describe('content', () => {
      test('of a revision comes back byte for byte, and is not there before', async () => {
        const store = await openNew(kind);
        await store.create(hold());
        const all = Uint8Array.from({ length: 256 }, (_, i) => i);
        await store.putContent('ho_A', 1, all, 5000);
        await store.putContent('ho_A', 2, all.subarray(10, 12), 5000);
        await store.putContent('ho_A', 3, bytes(), 5000);
        expect(await store.getContent('ho_A', 1)).toEqual(all);
        expect(await store.getContent('ho_A', 2)).toEqual(bytes(10, 11));
        expect(await store.getContent('ho_A', 3)).toEqual(bytes());
        expect(await store.getContent('ho_A', 4)).toBeNull();
        expect(await store.getContent('ho_B', 1)).toBeNull();
      });

      test('may be put again as it is, never otherwise, nor without its hold', async () => {
        const store = await openNew(kind);
        await store.create(hold());
        await store.putContent('ho_A', 1, bytes(1, 2), 5000);
        await store.putContent('ho_A', 1, bytes(1, 2), 9000);
        await expect(store.putContent('ho_A', 1, bytes(1, 3), 5000)).rejects.toMatchObject({ code: 'ERR_STORE_CONTENT' });
        await expect(store.putContent('ho_B', 1, bytes(1), 5000)).rejects.toMatchObject({ code: 'ERR_STORE_CONTENT' });
        await expect(store.putContent('\0', 1, bytes(1), 5000)).rejects.toMatchObject({ code: 'ERR_STORE_CONTENT' });
        expect(await store.getContent('ho_A', 1)).toEqual(bytes(1, 2));
      });

      test('of eight megabytes fits', async () => {
        const store = await openNew(kind);
        await store.create(hold());
        const large = new Uint8Array(8 * 1024 * 1024).fill(7);
        await store.putContent('ho_A', 1, large, 5000);
        expect(Buffer.compare((await store.getContent('ho_A', 1))!, large)).toBe(0);
      });

      test('goes when its time is over, and with its hold', async () => {
        const store = await openNew(kind);
        await store.create(hold({ id: 'ho_old', state: 'denied', decidedMs: 100 }));
        await store.create(hold({ id: 'ho_new', state: 'denied', decidedMs: 200 }));
        await store.create(hold({ id: 'ho_pending', createdMs: 1 }));
        await store.create(hold({ id: 'ho_released', state: 'approved', decidedMs: 100, expiresMs: 300 }));
        await store.putContent('ho_old', 1, bytes(1), 9000);
        await store.putContent('ho_new', 1, bytes(1), 500);
        await store.putContent('ho_new', 2, bytes(1), 501);
        expect(await store.sweep(500, 200)).toEqual({ contents: 2, holds: 1 });
        expect(await store.get('ho_old')).toBeNull();
        expect(await store.getContent('ho_old', 1)).toBeNull();
        expect(await store.getContent('ho_new', 1)).toBeNull();
        expect(await store.getContent('ho_new', 2)).toEqual(bytes(1));
        expect(await store.sweep(500, 200)).toEqual({ contents: 0, holds: 0 });
        expect(await listed(store)).toHaveLength(3);
        expect(await store.sweep(500, 301)).toEqual({ contents: 1, holds: 2 });
        expect(await listed(store)).toEqual(['ho_pending']);
      });
    });

    test('remembered approvals are those in force, newest first', async () => {
      const store = await openNew(kind);
      const some = [
        remembered({ id: 'gr_1', createdMs: 1 }),
        remembered({ id: 'gr_2', createdMs: 2, rule: 'a\0b' }),
        remembered({ id: 'gr_over', expiresMs: 4000 }),
        remembered({ id: 'gr_revoked', revokedMs: 3000 }),
      ];
      for (const one of some) await store.putRemembered(one);
      expect(await store.listRemembered(4000)).toEqual([some[1], some[0]]);
      await store.putRemembered({ ...some[1]!, revokedMs: 4001 });
      expect((await store.listRemembered(4000)).map(({ id }) => id)).toEqual(['gr_1']);
      expect(await store.listRemembered(5000)).toEqual([]);
    });

    test('what can not be kept is refused, and nothing is changed', async () => {
      const store = await openNew(kind);
      const refused = [
        { id: '' },
        { id: 'a b' },
        { id: 'ho_\0' },
        { id: 'x'.repeat(129) },
        { createdMs: Number.NaN },
        { createdMs: 1e20 },
      ];
      for (const wish of [...refused, { path: 'x'.repeat(9 * 1024 * 1024) }]) {
        await expect(store.create(hold(wish))).rejects.toMatchObject({ code: 'ERR_STORE_ASK' });
      }
      expect(await listed(store)).toEqual([]);
    });

    test('closed, it refuses all, and closes twice', async () => {
      const store = await open(await kind.place());
      await store.close();
      await store.close();
      await expect(store.get('ho_A')).rejects.toMatchObject({ code: 'ERR_STORE_CLOSED' });
      await expect(store.create(hold())).rejects.toMatchObject({ code: 'ERR_STORE_CLOSED' });
    });
  });
}
