// `penstock holds`, as its user types it, against an admin server with approvals that do as they are told.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { HeldView } from '../../../extproc/approvals/ports.ts';
import { digest, hold, id, type Scene, scene, tokens } from '../admin/scene.ts';
import { typed } from './typed.ts';

const hostile = 'first\x1b[2J\u202e\nsudo tee /etc/sudoers\nlast';
const view: HeldView = {
  digest,
  revision: 1,
  beforeIsCut: false,
  texts: [
    {
      channel: 'choices/0/content',
      kind: 'text',
      name: null,
      text: hostile,
      leftChars: 6,
      isEditable: true,
      marks: [{ start: 11, end: 32, finding: 1, detector: 'sudoers-change', action: 'hold' }],
    },
  ],
  content: { body: Buffer.from('x'), format: 'sse', contentType: null, status: 200 } as unknown as HeldView['content'],
};

async function penstock({ address }: Scene, ...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'token'), `${tokens.ann}\n`);
  const unless = (flag: string, value: string) => (args.includes(flag) ? [] : [flag, value]);
  const all = [...args, ...unless('--url', address), ...unless('--token-file', join(folder, 'token'))];
  const { stdout: out, stderr: err, status: code } = await typed('holds', ...all);
  return { out, err, code };
}

const withContent = () => scene({}, { view: async () => view, list: async () => ({ items: [hold], next: null }) });

test('list is a table, or a JSON line a hold', async () => {
  const server = await withContent();
  const table = await penstock(server, 'list');
  expect(table.out).toMatch(
    /^HOLD +STATE +LEFT +RULE +WHO ASKED +CONNECTION\nho_0+1 +pending +\d+ s +privileged-write +spiffe:\S+ +chatgpt\n$/,
  );
  const json = await penstock(server, 'list', '--json', '--state', 'all');
  expect(JSON.parse(json.out)).toMatchObject({ id, state: 'pending' });
});

test('nothing to do is said', async () => {
  const server = await scene({}, { list: async () => ({ items: [], next: null }) });
  expect(await penstock(server, 'list')).toMatchObject({ out: 'Nothing waits for a person.\n', code: 0 });
});

test('show has all of it, marked and harmless', async () => {
  const { out, code } = await penstock(await withContent(), 'show', id);
  expect(code).toBe(0);
  expect(out).toContain('code writes to privileged files');
  expect(out).toContain('you       may decide');
  expect(out).toContain('first‹U+001B›[2J‹U+202E›');
  expect(out).toContain('«');
  expect(out).toContain(digest);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that there is none is the point
  expect(out).not.toMatch(/[\x00-\x08\x0b-\x1f\u202e]/);
});

test('show has values of the protocol too where a rule holds because of them', async () => {
  const [text] = view.texts;
  const texts = [
    { ...text!, kind: 'other' as const, channel: 'note' },
    { ...text!, kind: 'other' as const, channel: 'quiet', marks: [] },
  ];
  const server = await scene({}, { view: async () => ({ ...view, texts }) });
  const { out } = await penstock(server, 'show', id);
  expect(out).toContain('── other  note');
  expect(out).not.toContain('quiet');
  expect(out).toContain('1 values of the protocol');
});

test('show --json does nothing to a terminal', async () => {
  const texts = [{ ...view.texts[0]!, text: '\u009b2J\u202e\u{e0041}x' }];
  const server = await scene({}, { view: async () => ({ ...view, texts }) });
  const { out } = await penstock(server, 'show', id, '--json');
  expect(out).not.toMatch(/[\u0080-\u009f\u202e\u{e0041}]/u);
  expect(JSON.parse(out).content.texts[0].text).toBe(texts[0]!.text);
});

test('approve releases nothing that could not be shown', async () => {
  const server = await scene({}, { view: async () => null });
  const isTTY = process.stdin.isTTY;
  process.stdin.isTTY = true;
  onTestFinished(() => {
    process.stdin.isTTY = isTTY;
  });
  const { err, code } = await penstock(server, 'approve', id);
  expect(code).toBe(1);
  expect(err).toContain('can not be shown');
  expect(server.asked).toEqual([]);
});

test('approve needs the digest of what was looked at where nobody is there to look', async () => {
  const server = await withContent();
  expect(await penstock(server, 'approve', id)).toMatchObject({ code: 2, err: expect.stringContaining('--digest') });
  expect(server.asked).toEqual([]);
  const { out, code } = await penstock(server, 'approve', id, '--digest', digest, '--reason', 'fine', '--remember', '30m');
  expect([code, out]).toEqual([0, expect.stringContaining('approved')]);
  expect(server.asked).toMatchObject([{ ask: { decision: 'approve', digest, reason: 'fine', rememberMs: 1_800_000 } }]);
});

test('more can be masked, in what has not left', async () => {
  const server = await withContent();
  await penstock(server, 'approve', id, '--digest', digest, '--mask', 'sudoers');
  expect(server.asked).toMatchObject([
    { ask: { decision: 'mask', edits: [{ channel: 'choices/0/content', start: 25, end: 32 }] } },
  ]);
  expect(await penstock(server, 'approve', id, '--digest', digest, '--mask', 'first')).toMatchObject({
    code: 1,
    err: expect.stringContaining('nowhere'),
  });
});

test('deny sends the digest of what there is', async () => {
  const server = await withContent();
  expect(await penstock(server, 'deny', id, '--reason', 'no')).toMatchObject({ code: 0 });
  expect(server.asked).toMatchObject([{ ask: { decision: 'deny', digest, reason: 'no' } }]);
});

test('what the server refuses is told in its words', async () => {
  const server = await scene({}, {}, { kind: 'refused', code: 'self_approval', message: 'you asked for it' });
  expect(await penstock(server, 'deny', id, '--digest', digest)).toMatchObject({
    code: 1,
    err: 'penstock: error: Nobody decides what they asked for themselves: you asked for it\n',
  });
});

test.for([
  { name: 'no server', args: ['--url', 'http://127.0.0.1:1'], err: /no server answers at/ },
  { name: 'a token over plain http to another machine', args: ['--url', 'http://penstock.example'], err: /unencrypted/ },
  { name: 'a token file that is not there', args: ['--token-file', '/nowhere/at/all'], err: /can't be read \(ENOENT\)/ },
])('$name is refused with a way out', async ({ args, err }) => {
  const server = await scene();
  const { out, err: said, code } = await penstock(server, 'list', ...args);
  expect({ out, code }).toEqual({ out: '', code: expect.any(Number) });
  expect(code).not.toBe(0);
  expect(said).toMatch(err);
});
