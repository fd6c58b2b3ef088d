import { expect, test } from 'vitest';
import { compileScanner } from '../../../../extproc/detect/engine/scanner.ts';
import { StreamedText } from '../../../../extproc/detect/engine/text-scan.ts';
import { builtInDetectors } from '../../../../extproc/detect/registry.ts';
import type { Detector } from '../../../../extproc/detect/scan.ts';
import { defaultLimits } from '../../../../extproc/words/limits.ts';
import { detector, feed } from './scanning.ts';

const refusing = { accept: () => false };

/** Texts that an attacker would send, each for the pattern that it is worst for. */
const hostile: readonly { name: string; detectors: readonly Detector[]; unit: string }[] = [
  { name: 'one start after the other for a pattern without end', detectors: [detector('[a-z]+1')], unit: 'a' },
  { name: 'starts that are all refused', detectors: [detector('[a-z]+', refusing)], unit: 'a' },
  { name: 'starts that all have a short match already', detectors: [detector('a(?:[^!]*!)?')], unit: 'a' },
  { name: 'counters that all run', detectors: [detector('(?:[a-z]{1,30}-){1,30}!')], unit: 'ab-' },
  { name: 'digits like cards', detectors: [detector('\\b[0-9](?:[ -]?[0-9]){12,18}\\b', refusing)], unit: '4 1' },
  {
    name: 'three-part tokens without an end',
    detectors: [detector('eyJ[a-zA-Z0-9]+\\.[a-zA-Z0-9]+\\.[a-z]+', refusing)],
    unit: 'eyJhb',
  },
  { name: 'armor without an end', detectors: [detector('-----BEGIN[^-]*-----[^-]*?-----END', refusing)], unit: '-----BEGIN' },
  {
    name: 'leads without values',
    detectors: [detector('[a-z]{9,}', { lead: '(?:[a-z]{1,9}\\s{0,9}){1,9}=\\s{0,9}' })],
    unit: 'ab = ',
  },
  { name: 'leads that go on for ever', detectors: [detector('x', { lead: 'k[a-k]{1,200}:' })], unit: 'ka' },
  {
    name: 'runs before an @',
    detectors: [detector('@[a-z]+\\.x', { back: { class: '[a-z@]', min: 1, max: 256 }, ...refusing })],
    unit: 'a@',
  },
  { name: 'a signal that goes on for a line', detectors: [detector('cp [^\\n]* /etc/[a-z]+', { signal: true })], unit: 'cp a ' },
  { name: 'a signal with matches on the way', detectors: [detector('cp(?: [a-z]+)*', { signal: true })], unit: 'cp a cp ' },
  ...[
    'a',
    'eyJ',
    '-----BEGIN ',
    'https://a:',
    'password=',
    'cp -r a ',
    'a@',
    '4111 ',
    'sk-',
    '"',
    '\\',
    'é',
    'DE00 ',
    'curl -d @',
    ' > /',
  ].map(unit => ({
    name: `all that ships, on ${JSON.stringify(unit)}`,
    detectors: builtInDetectors,
    unit,
  })),
];

test.for(hostile)('twice the text costs at most two and a half times the steps: $name', ({ detectors, unit }) => {
  const scanner = compileScanner(detectors, defaultLimits);
  const steps = (bytes: number) => {
    const scan = scanner.open() as StreamedText;
    feed(scan, Buffer.from(unit.repeat(Math.ceil(bytes / unit.length))));
    return scan.steps;
  };
  const [one, two] = [steps(20_000), steps(40_000)];
  expect(one).toBeGreaterThanOrEqual(20_000);
  expect(two / one).toBeLessThan(2.5);
});

test('where too much is under way, the earliest start counts as found, at the same byte for every cut', () => {
  const scanner = compileScanner([detector('[a-z]{2,900}!')], defaultLimits);
  const bytes = Buffer.from(`${'ab'.repeat(300)} and ${'c'.repeat(1500)}`);
  const whole = feed(scanner.open(), bytes).map(({ start, end }) => [start, end]);
  expect(whole).toEqual([
    [0, 600],
    [605, 1505],
    [1505, 2105],
  ]);
  for (const piece of [1, 7, 100])
    expect(feed(scanner.open(), bytes, piece).map(({ start, end }) => [start, end])).toEqual(whole);
});

test('a match that several starts stand for is refused once', () => {
  let asked = 0;
  const accept = () => {
    asked += 1;
    return false;
  };
  const back = { class: '[a-z]', min: 1, max: 256 };
  feed(compileScanner([detector('x[a-z]*', { back, accept })], defaultLimits).open(), Buffer.from(`${'ax'.repeat(50)}.`));
  expect(asked).toBe(1);
});

test.for(hostile)('no more is held back than patterns can be long: $name', ({ detectors, unit }) => {
  const scan = compileScanner(detectors, defaultLimits).open();
  const bytes = Buffer.from(unit.repeat(Math.ceil(4_000 / unit.length)));
  let most = 0;
  for (let at = 0; at < bytes.length; ) {
    at += scan.advance(bytes.subarray(at, at + 7), 0);
    most = Math.max(most, scan.position - scan.safe);
  }
  expect(most).toBeLessThanOrEqual(1024);
});

test('a text without end is scanned in the memory of a short one', () => {
  const scan = compileScanner(builtInDetectors, defaultLimits).open();
  const piece = Buffer.from(
    'the quick brown fox sends a letter to fox@example.org over https://example.org/fox?q=1 and 4111 1111 dogs\n'.repeat(100),
  );
  const read = (pieces: number) => {
    for (let i = 0; i < pieces; i += 1) {
      for (let at = 0; at < piece.length; ) {
        at = scan.advance(piece, at);
        scan.take();
      }
    }
    return process.memoryUsage().arrayBuffers;
  };
  const before = read(20);
  expect(read(400) - before).toBeLessThan(1 << 20);
  expect(scan).toBeInstanceOf(StreamedText);
});
