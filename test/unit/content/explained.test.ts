// A risky command in a sentence that warns of it counts for little in prose, and in full wherever something may run it.
import { expect, test } from 'vitest';
import type { Format } from '../../../extproc/content/open.ts';
import type { Ruling } from '../../../extproc/content/transform.ts';
import { riskDetectors } from '../../../extproc/detect/detectors/risk/all.ts';
import { compileScanner } from '../../../extproc/detect/engine/scanner.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import type { Plan } from '../../../extproc/words/plan.ts';
import { bytewise, run } from './run.ts';

const scanner = compileScanner(riskDetectors, defaultLimits);
const warned = 'Never `rm -rf /`: it deletes everything.';
const held = 0.6;

function surest(body: string, format: Format, plan: Partial<Plan> = {}): number {
  const options = { format, scanner, shape: 'openai', plan, rule: (): Ruling => ({ kind: 'pass' }) } as const;
  const [whole, cut] = [run([body], options), run(bytewise(Buffer.from(body)), options)];
  expect(cut.hits.map(({ confidence }) => confidence)).toEqual(whole.hits.map(({ confidence }) => confidence));
  expect(whole.hits.length).toBeGreaterThan(0);
  return Math.max(...whole.hits.map(({ confidence }) => confidence));
}

const answer = (message: object) => JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', ...message } }] });
const delta = (content: string) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;
const command = (text: string) => ({
  content: null,
  tool_calls: [{ id: 'c', type: 'function', function: { name: 'shell', arguments: JSON.stringify({ command: text }) } }],
});

test('prose that warns is let be, in one piece and as a stream', () => {
  expect(surest(answer({ content: warned }), 'json')).toBeLessThan(held);
  expect(surest(`${[...warned].map(delta).join('')}data: [DONE]\n\n`, 'sse')).toBeLessThan(held);
});

test.for([
  { name: 'in a fence', body: answer({ content: `Look:\n\`\`\`sh\n${warned}\n\`\`\`\n` }), format: 'json' },
  { name: 'in a fence that stays open', body: answer({ content: `\`\`\`sh\n${warned}` }), format: 'json' },
  { name: 'in a fence of a stream', body: `${delta(`\`\`\`sh\n${warned}\n\`\`\`\n`)}data: [DONE]\n\n`, format: 'sse' },
  { name: 'in a tool call', body: answer(command(warned)), format: 'json' },
  { name: 'on a later line of a tool call', body: answer(command(`set -e\n${warned}`)), format: 'json' },
  { name: 'in a value of a document', body: JSON.stringify({ script: warned }), format: 'json' },
] as const)('words around it count for nothing $name', ({ body, format }) => {
  expect(surest(body, format)).toBeGreaterThanOrEqual(held);
});

test('words around it count for nothing where code is not told from prose', () => {
  expect(surest(answer({ content: warned }), 'json', { code: 'off' })).toBeGreaterThanOrEqual(held);
});
