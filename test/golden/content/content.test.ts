// Whole bodies, as their APIs send them: each `x.in.*` becomes its `x.out.*`, and `x.asked` has the questions on the way.
// `UPDATE_GOLDENS=1` writes the answers anew: read the diff.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apiShapes } from '../../../extproc/words/access.ts';
import { plainScanner } from '../../unit/content/plain-scanner.ts';
import { bytewise, type RunOptions, run } from '../../unit/content/run.ts';

const folder = new URL('.', import.meta.url);
const inputs = readdirSync(folder).filter(name => name.includes('.in.'));

/** By the ending of the name. JSON has one that no formatter takes for its own: the bytes count. */
const formats = { sse: 'sse', ndjson: 'ndjson', md: 'text', body: 'json', array: 'array' } as const;

test('there are bodies to try', () => expect(inputs.length).toBeGreaterThanOrEqual(40));

test.for(inputs)('%s', input => {
  const body = readFileSync(new URL(input, folder));
  const whole = run([body], optionsFor(input));
  expect(run(bytewise(body), optionsFor(input))).toMatchObject({
    output: whole.output,
    asked: whole.asked,
    refusal: whole.refusal,
  });
  const end = whole.refusal === null ? [] : [JSON.stringify(['refused', whole.refusal])];
  golden(input.replace('.in.', '.out.'), whole.output);
  golden(input.replace(/\.in\..*/, '.asked'), `${[...whole.asked, ...end].join('\n')}\n`);
});

/** Of streams: where one event or line ends and the next begins. */
const boundaries = { sse: /(?<=\r?\n\r?\n)/, ndjson: /(?<=\n)/ } as const;

test.for(inputs.filter(name => /\.(?:sse|ndjson)$/.test(name)))(
  'nothing waits where nothing is looked for, but for calls: %s',
  input => {
    const format = input.endsWith('.sse') ? 'sse' : 'ndjson';
    const text = readFileSync(new URL(input, folder), 'utf8').trimEnd();
    const hasCalls = readFileSync(new URL(input.replace(/\.in\..*/, '.asked'), folder), 'utf8').includes('["call",');
    // Both as the API that it is and as one that nobody named.
    const { shape: own = 'generic' } = optionsFor(input);
    for (const shape of [own, 'generic'] as const) {
      const chunks = text.split(boundaries[format]);
      const { output, refusal, heldBackMax } = run(chunks, {
        ...optionsFor(input),
        shape,
        scanner: plainScanner([]),
        plan: { keys: [] },
      });
      expect({ shape, output, refusal }).toEqual({ shape, output: text, refusal: null });
      if (!hasCalls) expect(heldBackMax).toBeLessThanOrEqual(chunks.at(-1)!.length);
    }
  },
);

test('what was masked finds nothing when it is read again', () => {
  for (const input of inputs) {
    const body = readFileSync(new URL(input.replace('.in.', '.out.'), folder));
    const { refusal, hits } = run([body], { ...optionsFor(input), plan: { ...optionsFor(input).plan, keys: [] } });
    const found = hits.filter(hit => hit.detector.id !== 'risk' && !hit.isSigned).map(hit => hit.path);
    expect({ input, refusal, found }).toEqual({ input, refusal: null, found: [] });
  }
});

test('what tells a text again in tokens, bytes or likely tokens tells nothing that was masked', () => {
  let lists = 0;
  for (const input of inputs.filter(name => /logprobs|completions|gemini-body/.test(name))) {
    const text = readFileSync(new URL(input.replace('.in.', '.out.'), folder), 'utf8');
    for (const document of documentsIn(text))
      for (const list of listsIn(document)) {
        lists++;
        const spelled = list.map(each => (typeof each === 'string' ? each : spellingsOf(each as object)));
        expect({ input, spelled: spelled.join('') }).toEqual({ input, spelled: expect.not.stringMatching(/KEY-|ABCD1234/) });
      }
  }
  expect(lists).toBeGreaterThan(30);
});

function documentsIn(text: string): unknown[] {
  if (text.startsWith('{')) return [JSON.parse(text)];
  const lines = text.split('\n').filter(line => line.startsWith('data: {'));
  return lines.map(line => JSON.parse(line.slice('data: '.length)));
}

function listsIn(value: unknown): unknown[][] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [value] : []), ...Object.values(value).flatMap(listsIn)];
}

/** What an element of a list says, by its bytes and its likely tokens too. */
function spellingsOf(element: object): string {
  const { token = '', bytes, top_logprobs: likely, candidates } = element as Record<string, unknown>;
  if (Array.isArray(candidates)) return String((candidates[0] as { token?: string })?.token ?? '');
  if (likely !== undefined && Array.isArray(likely) && likely.length > 0) return String((likely[0] as { token: string }).token);
  return Array.isArray(bytes) ? Buffer.from(bytes as number[]).toString() : String(token);
}

function golden(name: string, got: string): void {
  const file = new URL(name, folder);
  if (process.env.UPDATE_GOLDENS === '1') writeFileSync(file, got);
  expect(got).toBe(readFileSync(file, 'utf8'));
}

/** By the words of the name: `request-` is a request, `-pass` a plan that lets payloads and signed texts pass. */
function optionsFor(name: string): RunOptions {
  const words = name.split('.')[0]!.split('-');
  return {
    format: formats[name.split('.').at(-1) as keyof typeof formats],
    shape: apiShapes.find(api => words.includes(api)) ?? 'generic',
    side: words[0] === 'request' ? 'request' : 'response',
    plan: words.includes('pass') ? { payload: 'pass', signed: 'pass' } : {},
  };
}
