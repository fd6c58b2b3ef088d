// The shipped risks of code in all places where code stands: fences of every kind, by line and by block, and arguments of tool calls.
import { describe, expect, test } from 'vitest';
import { riskDetectors } from '../../../extproc/detect/detectors/risk/all.ts';
import { compileScanner } from '../../../extproc/detect/engine/scanner.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { riskSamples } from '../detect/samples/risk/all.ts';
import { bytewise, type RunOptions, run } from './run.ts';

const scanner = compileScanner(riskDetectors, defaultLimits);
const stops: RunOptions = { scanner, format: 'text', rule: () => ({ kind: 'stop' }) };
const passes: RunOptions = { scanner, format: 'text', rule: () => ({ kind: 'pass' }) };

const lines = riskSamples.flatMap(({ detector, hits }) => hits.map(({ name, text }) => ({ detector, name, text: text.trim() })));

test('there are lines to try', () => expect(lines.length).toBeGreaterThan(400));

describe.for([
  { ends: 'LF', end: '\n' },
  { ends: 'CRLF', end: '\r\n' },
  { ends: 'CR', end: '\r' },
])('a risky line in a fence does not leave, lines that end with $ends', ({ end }) => {
  test.for(lines)('$detector: $name', ({ text }) => {
    const before = ['Do this:', '```', 'ls', ''].join(end);
    const code = [before + text.replaceAll('\n', end), 'ls', '```', ''].join(end);
    expect(run([code], stops).output).toBe(before);
  });
});

const risk = 'echo x >> /etc/passwd';

test.for([
  { name: 'tildes', before: '~~~sh\n', line: risk, after: '~~~\n' },
  { name: 'a longer fence', before: '`````\n```\n', line: risk, after: '`````\n' },
  { name: 'an info string', before: '``` {.sh #x title="a"}\n', line: risk, after: '```\n' },
  { name: 'an indented fence', before: '  ```\n', line: `  ${risk}`, after: '  ```\n' },
  { name: 'a list', before: '- so:\n\n  ```sh\n', line: `  ${risk}`, after: '  ```\n' },
  { name: 'a numbered list', before: '10. ```\n', line: `    ${risk}`, after: '    ```\n' },
  { name: 'a list in a list', before: '- a\n  - b\n\n      ```\n', line: `      ${risk}`, after: '      ```\n' },
  { name: 'a quote', before: '> ```\n', line: `> ${risk}`, after: '> ```\n' },
  { name: 'a quote in a quote', before: '> > ~~~\n', line: `> > ${risk}`, after: '> > ~~~\n' },
  { name: 'a list in a quote', before: '> - a\n>\n>   ```\n', line: `>   ${risk}`, after: '>   ```\n' },
  { name: 'a fence that never ends', before: '```\nls\n', line: risk, after: '' },
  { name: 'a fence in a fence', before: '````md\n```sh\n', line: risk, after: '```\n````\n' },
  { name: 'a fence of the other kind inside', before: '~~~\n```\n', line: risk, after: '```\n~~~\n' },
  { name: 'a fence behind another', before: '```\nls\n```\nand\n```\n', line: risk, after: '```\n' },
])('a risky line waits in $name', ({ before, line, after }) => {
  for (const chunks of [
    [before + line + (after === '' ? '' : `\n${after}`)],
    bytewise(before + line + (after === '' ? '' : `\n${after}`)),
  ]) {
    expect(run(chunks, stops).output).toBe(before);
  }
});

const spread = [
  { name: 'a folder of the node', code: 'volumes:\n- hostPath:\n    path: /\n', unit: '    path: /\n' },
  { name: 'a statement', code: '{"Effect": "Allow",\n "Action": "*",\n "Resource": "*"}\n', unit: ' "Resource": "*"}\n' },
  { name: 'capabilities', code: 'capabilities:\n  add:\n  - SYS_ADMIN\n', unit: '  - SYS_ADMIN\n' },
  { name: 'rules of a cluster', code: 'resources: ["*"]\nverbs: ["*"]\n', unit: 'verbs: ["*"]\n' },
  { name: 'a statement of Terraform', code: 'actions = ["*"]\nresources = ["*"]\n', unit: 'resources = ["*"]\n' },
];

test.for(spread)('$name over some lines is told with the last of them, and with the whole block', ({ code, unit }) => {
  const text = `Use:\n\`\`\`yaml\n${code}\`\`\`\n`;
  const byLine = run(bytewise(text), passes).hits;
  expect(byLine.map(({ unit }) => Buffer.from(unit!).toString())).toContain(unit);
  const byBlock = run(bytewise(text), { ...stops, plan: { code: 'block' } });
  expect(byBlock.output).toBe('Use:\n```yaml\n');
  expect(Buffer.from(byBlock.hits[0]!.unit!).toString()).toBe(code);
});

test('outside of fences text does not wait for a risk, and it is told where it ends', () => {
  const { asked, output } = run(bytewise(`Type ${risk} now.`), passes);
  expect(output).toBe(`Type ${risk} now.`);
  expect(asked[0]).toContain('"privileged-write"');
});

test.for([
  { name: 'a command', value: { command: risk } },
  { name: 'a list of words', value: { cmd: ['bash', '-c', risk] } },
  { name: 'a script of some lines', value: { script: `set -e\n${risk}\nls\n` } },
  { name: 'a manifest', value: { yaml: 'spec:\n  hostPID: true\n' } },
  {
    name: 'a file to be written',
    value: { path: 'x.tf', content: 'policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"\n' },
  },
])('in the arguments of a tool call nothing leaves before a risk was told: $name', ({ value }) => {
  const head =
    '{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"run","arguments":';
  const events = [...JSON.stringify(value).matchAll(/[\s\S]{1,7}/g)].map(
    ([piece]) => `data: ${head}${JSON.stringify(piece)}}}]}}]}\n\n`,
  );
  const end = 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}\n\ndata: [DONE]\n\n';
  const { output, hits } = run([events.join('') + end], { ...stops, format: 'sse', path: '/v1/chat/completions' });
  expect(hits.length).toBe(1);
  expect(output).toBe('');
});
