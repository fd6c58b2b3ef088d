// Holds the lines between the rooms: a room imports those further along the way of an exchange, never back, and each file keeps its size.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../../extproc');

/** What each room may import besides itself and `words`. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  words: [],
  config: [],
  detect: [],
  mask: [],
  access: [],
  audit: [],
  ledger: ['audit'],
  verify: [],
  policy: [],
  approvals: [],
  recording: ['content', 'mask'],
  store: ['approvals', 'recording'],
  admin: ['approvals', 'recording'],
  notify: [],
  content: ['detect'],
  exchange: ['content', 'detect', 'mask', 'policy', 'access', 'audit'],
  wire: ['exchange'],
  proof: ['audit', 'verify'],
  vault: ['proof'],
  observe: [],
  dataplane: ['config'],
  demo: ['config', 'dataplane', 'observe'],
  setup: [],
  main: [],
  cli: ['config', 'policy', 'dataplane', 'demo', 'observe', 'admin', 'verify', 'proof', 'vault', 'main', 'main.ts'],
};

/** Rooms, and parts of them, that are pure: no files, network, clock, chance or environment. */
const pure = ['exchange', 'content', 'detect', 'mask', 'access', 'audit', 'proof', 'approvals/rules'];
const impureModules = /^node:(?!buffer$|crypto$|url$|util$)/;
const impureCalls =
  /\b(?:Date\.now|Math\.random|performance\.now|process\.|setTimeout|setInterval|randomBytes|randomUUID|new Date\(\))/;

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(file => /\.(?:ts|mjs)$/.test(file) && !file.endsWith('.d.ts'))
  .map(file => ({ file, text: readFileSync(join(root, file), 'utf8') }));

const roomOf = (file: string): string => (file.includes(sep) ? file.split(sep)[0]! : file);
const importsOf = (text: string): string[] => [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(match => match[1]!);

test('there are files to look at, and every room is known', () => {
  expect(files.length).toBeGreaterThan(60);
  const rooms = new Set(files.filter(({ file }) => file.includes(sep)).map(({ file }) => roomOf(file)));
  expect([...rooms].filter(room => !(room in mayImport))).toEqual([]);
});

describe('imports', () => {
  test('go one way between the rooms', () => {
    const wrong = files.flatMap(({ file, text }) => {
      const room = roomOf(file);
      if (room === 'main.ts' || room === 'main') return [];
      return importsOf(text)
        .filter(name => name.startsWith('.'))
        .map(name => roomOf(relative(root, resolve(root, dirname(file), name))))
        .filter(target => target !== room && target !== 'words' && !mayImport[room]?.includes(target))
        .map(target => `${file} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  test('of the room that checks a ledger are none of the writer that it checks', () => {
    const wrong = files
      .filter(({ file }) => roomOf(file) === 'verify')
      .flatMap(({ file, text }) => importsOf(text).map(name => ({ file, name })))
      .filter(({ name }) => name.startsWith('..') && name !== '../words/canonical-json.ts');
    expect(wrong).toEqual([]);
  });

  test('of the world are left out of pure rooms, as are clocks and chance', () => {
    const wrong = files
      .filter(({ file }) => pure.some(part => file.startsWith(join(part, sep))))
      .flatMap(({ file, text }) => {
        const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
        const modules = importsOf(text).filter(name => impureModules.test(name));
        const call = impureCalls.exec(code);
        return [...modules.map(name => `${file} imports ${name}`), ...(call ? [`${file} uses ${call[0]}`] : [])];
      });
    expect(wrong).toEqual([]);
  });
});

describe('files', () => {
  test('open with what they know', () => {
    const silent = files.filter(({ text }) => !/^(?:#![^\n]*\n)?\/\/ \S/.test(text)).map(({ file }) => file);
    expect(silent).toEqual([]);
  });

  test('have one purpose, which fits in 300 lines', () => {
    const long = files.map(({ file, text }) => ({ file, lines: text.split('\n').length })).filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });
});
