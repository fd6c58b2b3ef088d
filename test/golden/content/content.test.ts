// Whole bodies, as their APIs send them: each `x.in.*` becomes its `x.out.*`, and `x.asked` has the questions on the way.
// `UPDATE_GOLDENS=1` writes the answers anew: read the diff.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bytewise, type RunOptions, run } from '../../unit/content/run.ts';

const folder = new URL('.', import.meta.url);
const inputs = readdirSync(folder).filter(name => name.includes('.in.'));

/** By the ending of the name. JSON has one that no formatter takes for its own: the bytes count. */
const formats = { sse: 'sse', ndjson: 'ndjson', md: 'text', body: 'json' } as const;

test('there are bodies to try', () => expect(inputs.length).toBeGreaterThanOrEqual(8));

test.for(inputs)('%s', input => {
  const body = readFileSync(new URL(input, folder));
  const whole = run([body], optionsFor(input));
  expect(run(bytewise(body), optionsFor(input))).toMatchObject({ output: whole.output, asked: whole.asked });
  expect(whole.refusal).toBeNull();
  golden(input.replace('.in.', '.out.'), whole.output);
  golden(input.replace(/\.in\..*/, '.asked'), `${whole.asked.join('\n')}\n`);
});

function golden(name: string, got: string): void {
  const file = new URL(name, folder);
  if (process.env.UPDATE_GOLDENS === '1') writeFileSync(file, got);
  expect(got).toBe(readFileSync(file, 'utf8'));
}

function optionsFor(name: string): RunOptions {
  const shape = (['openai', 'anthropic', 'gemini'] as const).find(api => name.startsWith(api)) ?? 'generic';
  return { format: formats[name.split('.').at(-1) as keyof typeof formats], shape };
}
