// `penstock sessions`, as an auditor types it, over the admin port, against recordings that a tape wrote.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Scene as Admin, scene as adminScene, hold, tokens } from '../admin/scene.ts';
import { ask, beganMs, done, event, maskedKey, scene } from '../recording/scene.ts';
import { typed } from './typed.ts';

const id = (letter: string): string => `ex_${'0'.repeat(25)}${letter}`;
const hostile = 'first \x1b[2J\u202e\x07 last';

async function recorded(): Promise<Admin> {
  const { record, library } = await scene();
  await record({
    facts: { exchange: id('1'), session: 'se_DAY' },
    end: {
      detectors: ['aws-access-key'],
      tools: ['shell'],
      holds: [hold.id],
      decision: 'hold',
      findings: [maskedKey],
    },
    pieces: [
      ['request', ask, 0],
      ['response', event('The key is [REDACTED:aws-access-key] '), 100],
      ['response', event(hostile), 130],
      ['response', done, 140],
    ],
  });
  await record({
    facts: { exchange: id('2'), session: 'se_DAY', beganMs: beganMs + 5_000, connection: 'other', path: '/v1/\x1b]0;x' },
    end: { decision: 'block', block: 'exfiltration', format: null },
    pieces: [['response', '{"error":"no"}', 3]],
  });
  return adminScene({ recordings: library });
}

async function penstock({ address }: Admin, ...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'token'), `${tokens.aud}\n`);
  const {
    stdout: out,
    stderr: err,
    status: code,
  } = await typed('sessions', ...args, '--url', address, '--token-file', join(folder, 'token'));
  return { out, err, code };
}

test('list tells sessions, or the exchanges that fit', async () => {
  const server = await recorded();
  const table = await penstock(server, 'list');
  expect(table.out).toMatch(
    /^SESSION +BEGAN +EXCHANGES +DECISIONS +WHO ASKED +CONNECTION\nse_DAY +\S+ +2 +1 hold, 1 block +spiffe:\S+ +chatgpt, other\n$/,
  );
  const found = await penstock(server, 'list', '--exchanges', '--detector', 'aws-access-key', '--search', 'KEY first', '--json');
  expect(JSON.parse(found.out)).toMatchObject({ id: id('1'), end: { decision: 'hold', tools: ['shell'] } });
  expect((await penstock(server, 'list', '--exchanges', '--detector', 'email')).out).toBe('Nothing that was recorded fits.\n');
});

test('show tells what was found, what became of it, and who decided', async () => {
  const server = await recorded();
  const { out } = await penstock(server, 'show', id('1'));
  expect(out).toContain('found     aws-access-key in the response at choices[0].delta.content: mask with placeholder');
  expect(out).toContain(`held      ${hold.id}, pending, by privileged-write`);
  expect((await penstock(server, 'show', 'se_DAY')).out).toMatch(/exchanges 2: 1 block, 1 hold|exchanges 2: 1 hold, 1 block/);
});

test('replay shows a session as it came, and nothing of it acts on the terminal', async () => {
  const server = await recorded();
  const { out, code } = await penstock(server, 'replay', 'se_DAY', '--speed', 'max');
  expect(code).toBe(0);
  expect(out).toContain('How are you?');
  expect(out).toContain('The key is [REDACTED:aws-access-key] first ‹U+001B›[2J‹U+202E›‹U+0007› last');
  expect(out).toContain('── response ── bytes\n{"error":"no"}');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  expect(out).not.toMatch(/[\x00-\x08\x0b-\x1f\u202e]/);
});

test('replay keeps the pace, and is told faster', async () => {
  const server = await recorded();
  const began = performance.now();
  await penstock(server, 'replay', id('1'), '--speed', '0.5');
  expect(performance.now() - began).toBeGreaterThan(270);
});

test('export is lines of JSON, into a file of its owner, never over another', async () => {
  const server = await recorded();
  const folder = mkdtempSync(join(tmpdir(), 'penstock-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const out = join(folder, 'session.jsonl');
  expect((await penstock(server, 'export', 'se_DAY', '--out', out)).code).toBe(0);
  const lines = readFileSync(out, 'utf8')
    .trimEnd()
    .split('\n')
    .map(text => JSON.parse(text));
  expect(lines.map(({ kind }) => kind)).toEqual([
    'session',
    'exchange',
    'hold',
    'piece',
    'piece',
    'piece',
    'piece',
    'exchange',
    'piece',
  ]);
  expect(statSync(out).mode & 0o777).toBe(0o600);
  expect((await penstock(server, 'export', 'se_DAY', '--out', out)).code).toBe(1);
});

test.for([
  { args: ['show', 'what'], code: 2 },
  { args: ['show', id('9')], code: 1 },
  { args: ['replay', id('9')], code: 1 },
  { args: ['list', '--search', '***'], code: 1 },
])('what is not there is refused in words: $args', async ({ args, code }) => {
  const { err, code: seen } = await penstock(await recorded(), ...args);
  expect([seen, err]).toEqual([code, expect.stringMatching(/^penstock: error: /)]);
});
