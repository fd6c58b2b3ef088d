import { describe, expect, test } from 'vitest';
import { openRuntime } from '../../../extproc/policy/runtime.ts';
import { sampleFinding, samples } from '../../../extproc/policy/samples.ts';
import { limits, shipped, shippedModule, shippedRuntime } from './setting.ts';

const input = sampleFinding(1);
const decision = { kind: 'result', value: { blocks: [], holds: [], masks: [{ finding: 1, with: 'placeholder' }], observed: [] } };

test('an evaluation gives the one result', () => {
  expect(shippedRuntime().evaluate('penstock/decision', input)).toEqual(decision);
});

test('every entrypoint that hosts ask is there', () => {
  expect(shippedRuntime().entrypoints).toEqual([
    'penstock/approval/decide',
    'penstock/approval/owner',
    'penstock/decision',
    'penstock/plan',
    'penstock/shape',
  ]);
});

test('an entrypoint that is not there is an error, not an allowing nothing', () => {
  expect(shippedRuntime().evaluate('penstock/acces', input).kind).toBe('error');
});

describe('input that the SDK would take for nothing', () => {
  test.for([
    { name: 'a Buffer', value: Buffer.from(JSON.stringify(input)) },
    { name: 'a Uint8Array', value: new TextEncoder().encode(JSON.stringify(input)) },
    { name: 'JSON text', value: JSON.stringify(input) },
    { name: 'null', value: null },
    { name: 'zero', value: 0 },
    { name: 'an empty string', value: '' },
  ])('$name is evaluated as the JSON that it is', ({ value }) => {
    const runtime = shippedRuntime();
    expect(runtime.evaluate('penstock/decision', value)).toEqual({
      kind: 'result',
      value: { blocks: [], holds: [], masks: [], observed: [] },
    });
  });

  test.for([
    { name: 'undefined', value: undefined },
    { name: 'a function', value: () => 1 },
    { name: 'a big integer', value: { big: 1n } },
  ])('$name, which is no JSON, is an error', ({ value }) => {
    expect(shippedRuntime().evaluate('penstock/decision', value).kind).toBe('error');
  });
});

describe('strings that OPA does not read as JSON.stringify writes them', () => {
  test.for([
    { name: 'a lone surrogate', text: '\ud800' },
    { name: 'two lone surrogates', text: '\udc00\udbff' },
    { name: 'one after a backslash', text: '\\\ud800\\\\\udfff' },
    { name: 'a written escape, which is none', text: '\\ud800' },
    { name: 'a pair', text: '\u{1f600}' },
    { name: 'a null character', text: 'a\u0000b' },
    { name: 'line separators', text: '\u2028\u2029' },
  ])('$name is evaluated', ({ text }) => {
    const head = { ...input, principal: { ...input.principal, id: text } };
    expect(shippedRuntime().evaluate('penstock/decision', head)).toEqual(decision);
  });
});

describe('after a throw', () => {
  test('more throws than kill an instance of the SDK do no harm (those through Wasm are in test/conformance)', () => {
    const runtime = shippedRuntime();
    for (let count = 0; count < 600; count++) expect(runtime.evaluate('penstock/acces', input).kind).toBe('error');
    for (let count = 0; count < 600; count++)
      expect(runtime.evaluate('penstock/decision', { ...input, big: 1n }).kind).toBe('error');
    expect(runtime.evaluate('penstock/decision', input)).toEqual(decision);
  });

  test('more inputs than that which memory has no room for do no harm', { timeout: 60_000 }, () => {
    const runtime = openRuntime(shippedModule, shipped.data, { policyMemoryPagesMax: 6 });
    const large = { ...input, request: { ...input.request!, tools: Array.from({ length: 10_000 }, () => 'shell') } };
    for (let count = 0; count < 600; count++) expect(runtime.evaluate('penstock/decision', large).kind).toBe('error');
    expect(runtime.evaluate('penstock/decision', input)).toEqual(decision);
  });
});

test('memory has an end', () => {
  const runtime = openRuntime(shippedModule, shipped.data, { policyMemoryPagesMax: 8 });
  const large = { ...input, request: { ...input.request!, path: 'x'.repeat(2_000_000) } };
  expect(runtime.evaluate('penstock/decision', large).kind).toBe('error');
  expect(runtime.evaluate('penstock/decision', input)).toEqual(decision);
});

test('a tool call as large as the limits allow can be decided on', () => {
  const text = 'x'.repeat(limits.toolCallBytesMax);
  const call = samples.find(sample => sample.point === 'tool_call')!;
  const large = { ...call, tool_call: { ...call.tool_call!, arguments: { text } } };
  expect(shippedRuntime().evaluate('penstock/decision', large).kind).toBe('result');
});

test('what an error says holds no byte of the input', () => {
  const value = ['canary', 'value'].join('-');
  const runtime = openRuntime(shippedModule, shipped.data, { policyMemoryPagesMax: 8 });
  for (const bad of [
    { ...input, big: 1n, value },
    { ...input, value: value.repeat(200_000) },
  ]) {
    const evaluation = runtime.evaluate('penstock/decision', bad);
    expect(evaluation.kind).toBe('error');
    expect(JSON.stringify(evaluation)).not.toContain(value);
  }
});

test('a module that is no policy is refused with what it lacks', () => {
  const empty = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  expect(() => openRuntime(empty, {}, limits)).toThrow(
    expect.objectContaining({ code: 'ERR_POLICY_BUNDLE', message: expect.stringContaining('opa_wasm_abi_version') }),
  );
});

test('data that does not fit into memory is refused at load', () => {
  const data = { config: { fields: Array.from({ length: 100_000 }, (_, index) => `field_${index}`) } };
  expect(() => openRuntime(shippedModule, data, { policyMemoryPagesMax: 8 })).toThrow(
    expect.objectContaining({ code: 'ERR_POLICY_BUNDLE' }),
  );
});

test('two runtimes of one module share nothing', () => {
  const [a, b] = [shippedRuntime({ topics_off: ['secrets'] }), shippedRuntime()];
  expect(a.evaluate('penstock/decision', input)).toMatchObject({ value: { masks: [] } });
  expect(b.evaluate('penstock/decision', input)).toEqual(decision);
});
