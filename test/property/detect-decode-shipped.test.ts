// With the detectors that ship: every secret that their tests have is found in every encoding, wherever it stands and however the text is cut,
// and nothing of it is left to be read.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openersFor } from '../../extproc/detect/decode/openers.ts';
import { compileDecodingScanner } from '../../extproc/detect/decode/scanner.ts';
import { secretDetectors } from '../../extproc/detect/detectors/secrets/all.ts';
import type { Match } from '../../extproc/detect/scan.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { decodings } from '../../extproc/words/plan.ts';
import { writers } from '../unit/detect/decode/encoded.ts';
import type { Hit } from '../unit/detect/samples/sample.ts';
import { secretSamples } from '../unit/detect/samples/secrets/all.ts';
import { cuts } from './detect-engine-arbitraries.ts';
import { watch } from './detect-engine-watch.ts';

const scanner = compileDecodingScanner(secretDetectors, decodings, defaultLimits);
const opened = new Set(secretDetectors.filter(detector => openersFor([detector], ['base64'], defaultLimits).length > 0));
/** Some of their forms begin too commonly: `$6$`, and a token's header that begins with a space. */
const knownInPart = ['jwt', 'unix-password-hash'];
/** Known by a beginning of their own, in all of their forms. */
const knownByBeginning = secretSamples
  .filter(
    ({ detector }) => !knownInPart.includes(detector) && secretDetectors.every(one => one.id !== detector || opened.has(one)),
  )
  .flatMap(({ hits }) => hits);
/** What stands for the value of a field is read by its place; `%`, `\` and `&` mean something else in an encoding. */
const plainOnes = secretSamples
  .flatMap(({ hits }) => hits)
  .filter(({ value }) => /^[!-~]+$/.test(value) && !/[%\\&]/.test(value));
const around = fc.constantFrom('', 'prose ', 'The key is: ', '\n', '{"key": "', `${'x'.repeat(200)} `, 'é ', '12 %, & so on: ');

test.for(decodings.filter(decoding => decoding !== 'base64' && decoding !== 'hex'))(
  'a secret in %s is found from its first encoded character on, for any cut',
  decoding => {
    fc.assert(
      fc.property(
        fc.constantFrom(...plainOnes),
        fc.constantFrom(...writers[decoding]),
        around,
        cuts,
        (hit, write, before, sizes) => {
          const { matches, late, text, secret } = look(hit, write, before, sizes);
          expect(late).toEqual([]);
          const over = matches.filter(({ start, end }) => start < secret.end && end > secret.start);
          expect(over.length, `${hit.name}: ${text.toString()}`).toBeGreaterThan(0);
          const left = text.toString('utf8', secret.start, Math.min(...over.map(({ start }) => start)));
          // Letters of other scripts that stand side by side are left to be those of a word, up to the first beside ASCII.
          expect(left.length).toBeLessThanOrEqual(decoding === 'look-alikes' ? 32 : 0);
          expect(Math.max(...over.map(({ end }) => end))).toBeGreaterThanOrEqual(secret.end - 12);
        },
      ),
      { numRuns: 150 },
    );
  },
);

test.for(['base64', 'hex'] as const)(
  'a secret in %s is found wherever it stands among what is encoded with it, for any cut',
  decoding => {
    expect(knownByBeginning.length).toBeGreaterThan(200);
    fc.assert(
      fc.property(
        fc.constantFrom(...knownByBeginning),
        fc.constantFrom(...writers[decoding]),
        around,
        cuts,
        (hit, write, before, sizes) => {
          const text = Buffer.from(`${before.replaceAll(/[\w"]/g, '-')} ${write(hit.value)} and more`);
          const { matches, late } = watch(scanner.open(), text, sizes);
          expect(late).toEqual([]);
          expect(matches.length, `${hit.name}: ${text.toString()}`).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
  },
);

test('with all detectors and encodings the cut of a text changes nothing', () => {
  const parts = decodings.flatMap(decoding =>
    writers[decoding].map((write, i) => write(knownByBeginning[(i * 37 + decoding.length) % knownByBeginning.length]!.text)),
  );
  const text = Buffer.from(parts.join(' and then, '));
  const whole = watch(scanner.open(), text, [text.length]);
  expect(whole.matches.length).toBeGreaterThan(parts.length / 2);
  for (const sizes of [[1], [2], [7, 1], [31], [64], [500]]) {
    const cut = watch(scanner.open(), text, sizes);
    expect(cut.told).toEqual(whole.told);
    expect(cut.matches.map(spanOf)).toEqual(whole.matches.map(spanOf));
    expect(cut.late).toEqual([]);
  }
});

function look(hit: Hit, write: (secret: string) => string, before: string, sizes: readonly number[]) {
  const at = hit.text.indexOf(hit.value);
  const lead = before + hit.text.slice(0, at);
  const text = Buffer.from(`${lead}${write(hit.value)}${hit.text.slice(at + hit.value.length)} and more`);
  const start = Buffer.byteLength(lead);
  return { ...watch(scanner.open(), text, sizes), text, secret: { start, end: start + Buffer.byteLength(write(hit.value)) } };
}

function spanOf({ detector, start, end }: Match): string {
  return `${detector.id} ${start} ${end}`;
}
