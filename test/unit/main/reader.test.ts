// What people see of held content, whatever it is, and that nobody has to wait while they do.
import { describe, expect, test } from 'vitest';
import { contentReader } from '../../../extproc/main/reader.ts';
import type { HeldContent, HeldFinding } from '../../../extproc/words/hold.ts';
import { content } from '../approvals/scene.ts';
import { delta, type Setting, surroundings } from '../exchange/scene.ts';

const readerOf = (setting: Setting = {}) => contentReader(surroundings(setting).around, () => 0);
const textsOf = async (held: HeldContent, setting?: Setting) =>
  (await readerOf(setting).read(held)).map(({ channel, text }) => [channel, text]);
const stream = (bytes: number): string => {
  const event = (at: number) =>
    `data: {"id":"c","object":"o","model":"m","choices":[{"index":0,"delta":{"content":" w${at}"}}],"obfuscation":"x${at}"}\n\n`;
  return Array.from({ length: bytes / event(10_000).length }, (_, at) => event(at)).join('');
};
const holding = (detector: string): HeldFinding => ({ id: 7, detector, action: 'hold' }) as HeldFinding;

describe('people see', () => {
  test('what can be read, with the headers and trailers that go with it', async () => {
    const held = content(delta('hello'), { headers: [['x-a', 'one']], trailers: [['x-b', 'two']] });
    expect((await textsOf(held)).filter(([channel]) => channel !== 'object')).toEqual([
      ['choices/0/content', 'hello'],
      ['headers/x-a', 'one'],
      ['trailers/x-b', 'two'],
    ]);
  });

  test.for<{ name: string; held: HeldContent; setting?: Setting }>([
    { name: 'what passed unread', held: content('PK\u0003', { format: 'unread' }) },
    { name: 'what nobody can read', held: content('{"a":', { format: 'json' }) },
    {
      name: 'what takes too long to read',
      held: content(`[${'"a",'.repeat(9_000)}"a"]`, { format: 'json', api: 'generic' }),
      setting: { workedMs: () => 1_000 },
    },
    {
      name: 'what has too many values to be shown one by one',
      held: content('["a","b","c"]', { format: 'json', api: 'generic' }),
      setting: { limits: { readingTextsMax: 2 } },
    },
  ])('$name as it is written', async ({ held, setting }) => {
    expect(await textsOf(held, setting)).toEqual([['as it is written', Buffer.from(held.body).toString()]]);
    const edit = readerOf(setting).edit(held, [{ channel: 'as it is written', start: 0, end: 1, text: 'x' }]);
    expect(await edit).toMatchObject({ kind: 'refused' });
  });

  test('the parts of a form', async () => {
    const part = (name: string, value: string) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const changes = { side: 'request', api: 'generic', format: 'form', contentType: 'multipart/form-data; boundary=b' } as const;
    const texts = await textsOf(content(`${part('prompt', 'hello')}${part('model', 'm')}--b--\r\n`, changes));
    expect(texts.map(([, text]) => text)).toEqual(expect.arrayContaining(['hello', 'm']));
  });

  test('marks where the findings stand, behind characters of any length', async () => {
    const text = "é€😀 \necho '@reboot root /x' > /etc/cron.d/x\n 😀";
    const plan = { ...content('').plan, detectors: ['risk'] };
    const texts = await readerOf().read(content(delta(text), { findings: [holding('persistence')], plan }));
    const { marks } = texts.find(({ channel }) => channel === 'choices/0/content')!;
    expect(marks.map(({ start, end }) => text.slice(start, end))).toEqual([expect.stringContaining('/etc/cron.d/x')]);
    expect(marks[0]).toMatchObject({ finding: 7, detector: 'persistence', action: 'hold' });
  });
});

describe('exchanges have their turn while', () => {
  /** The most CPU time between two turns of the event loop. */
  const longestMs = async (work: Promise<unknown>): Promise<number> => {
    let [longest, isOver] = [0, false];
    void work.finally(() => {
      isOver = true;
    });
    for (let before = process.cpuUsage(); !isOver; before = process.cpuUsage()) {
      await new Promise(resolve => setImmediate(resolve));
      const { user, system } = process.cpuUsage(before);
      longest = Math.max(longest, (user + system) / 1000);
    }
    return longest;
  };

  const small = content(stream(2_000_000));
  test('small events are read', async () => expect(await longestMs(readerOf().read(small))).toBeLessThan(1_000));

  test('a place in them is replaced', async () => {
    const edit = readerOf().edit(small, [{ channel: 'choices/0/content', start: 1, end: 3, text: 'x' }]);
    expect(await longestMs(edit)).toBeLessThan(1_000);
    expect(await edit).toMatchObject({ kind: 'edited' });
  });

  test('very many findings are marked', async () => {
    const text = "é echo '@reboot root /x' > /etc/cron.d/x\n".repeat(180_000);
    const plan = { ...content('').plan, detectors: ['risk'] };
    const held = content(text, { format: 'text', api: 'generic', findings: [holding('persistence')], plan });
    const reading = readerOf().read(held);
    expect(await longestMs(reading)).toBeLessThan(1_000);
    expect((await reading)[0]!.marks.length).toBeGreaterThan(100);
  });
});

test('who comes when too many read is told to come back', async () => {
  const reader = readerOf();
  const all = await Promise.allSettled(Array.from({ length: 40 }, () => reader.read(content(delta('a')))));
  const refused = all.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]).toMatchObject({ reason: { code: 'ERR_HOLD_BUSY' } });
  expect(await reader.read(content(delta('a')))).toHaveLength(2);
});
