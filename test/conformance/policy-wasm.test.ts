// Rego as the real OPA compiles it, on our runtime: the shipped Rego tests, builtins side by side with OPA's own, and each way in which
// Wasm could let something pass in silence.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { admit } from '../../extproc/policy/admission.ts';
import { guarded, hostBuiltinNames } from '../../extproc/policy/builtins.ts';
import { shippedPolicies } from '../../extproc/policy/library.ts';
import { runOpa } from '../../extproc/policy/opa.ts';
import { findRegoTests } from '../../extproc/policy/rego-tests.ts';
import { neededBuiltins, openRuntime } from '../../extproc/policy/runtime.ts';
import { sampleFinding } from '../../extproc/policy/samples.ts';
import { inStage } from '../../extproc/policy/stage.ts';
import { entrypoints } from '../../extproc/policy/trial.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { knowledge, shipped, shippedModule } from '../unit/policy/setting.ts';
import { compileFolder, compileRego, noOpa, succeeded, withFiles } from './policy-rego.ts';

const limits = defaultLimits;

/** What a made-up policy says of approvals. */
const approvals = `
approval.decide := {"allow": false, "counts_as": [], "reason_required": false, "may_remember": false, "reason": null}

approval.owner := null
`;

describe.skipIf(noOpa)('Rego on Wasm', { timeout: 60_000 }, () => {
  test('every Rego test holds on the Wasm too', async () => {
    await inStage({ library: shippedPolicies, topics: [] }, 'with-tests', async ({ folder }) => {
      const tests = await findRegoTests(folder);
      expect(tests.length).toBeGreaterThan(45);
      const runtime = openRuntime(await compileFolder(folder, tests), { config: shipped.settings }, limits);
      const failed = tests.filter(name => {
        const evaluation = runtime.evaluate(name, {});
        return evaluation.kind !== 'result' || evaluation.value !== true;
      });
      expect(failed).toEqual([]);
    });
  });

  test('the shipped policy asks nothing of its host', () => {
    expect(neededBuiltins(shippedModule)).toEqual([]);
  });

  test('all that a policy may call is there, and nothing that OPA’s Wasm lacks', async () => {
    const { builtins } = JSON.parse(await readFile(join(shippedPolicies, 'capabilities.json'), 'utf8'));
    const names: string[] = builtins.map((builtin: { name: string }) => builtin.name);
    expect(names.length).toBeGreaterThan(80);
    expect(names).toEqual(
      expect.arrayContaining([...hostBuiltinNames, 'regex.match', 'net.cidr_contains', 'walk', 'internal.template_string']),
    );
    for (const name of ['sprintf', 'http.send', 'regex.replace', 'regex.split', 'yaml.unmarshal', 'time.now_ns', 'opa.runtime']) {
      expect(names).not.toContain(name);
    }
  });

  test('what the host computes is what OPA computes', async () => {
    const values = [
      '',
      'ab',
      'abc',
      'b.internal',
      'é\u{1f600}',
      [],
      ['ab', 'x'],
      ['abc', ''],
      ['\u{1f600}'],
      1,
      null,
      ['a', 1],
      { a: 'b' },
    ];
    const pairs = values.flatMap((_, a) => values.map((__, b) => `(input.v[${a}], input.v[${b}])`));
    const rules = hostBuiltinNames.flatMap(name => pairs.map(pair => `${name}${pair}`));
    const text = ['package p', ...rules.map((rule, index) => `r${index} := ${rule}`)].join('\n');
    await withFiles({ 'x.rego': text, 'input.json': JSON.stringify({ v: values }) }, async folder => {
      const module = await compileFolder(folder, ['p']);
      expect(neededBuiltins(module)).toEqual(hostBuiltinNames);
      const { stdout } = succeeded(await runOpa(['eval', '-f', 'raw', '-d', 'x.rego', '-i', 'input.json', 'data.p'], folder));
      const wanted = JSON.parse(stdout);
      expect(Object.keys(wanted).length).toBeGreaterThan(100);
      expect(Object.values(wanted)).toContain(true);
      expect(openRuntime(module, {}, limits).evaluate('p', { v: values })).toEqual({ kind: 'result', value: wanted });
    });
  });

  test('a builtin of the host never throws, for each throw leaks', () => {
    const failing = guarded(() => {
      throw new Error('x');
    });
    expect(failing()).toBeUndefined();
  });

  test('what the compiler erases or the host has never prints', async () => {
    const print = vi.spyOn(console, 'log').mockImplementation(() => {});
    const module = await compileRego('package p\n\nd := x if {\n\tprint("canary", input)\n\tx := 1\n}\n', 'p/d');
    expect(openRuntime(module, {}, limits).evaluate('p/d', { a: 1 })).toEqual({ kind: 'result', value: 1 });
    expect(print).not.toHaveBeenCalled();
    print.mockRestore();
  });

  test('an undefined decision is told apart from every other', async () => {
    const module = await compileRego('package p\n\nd := 1 if input.a == 1\n\ne := false\n\nf := null\n', 'p/d', 'p/e', 'p/f');
    const runtime = openRuntime(module, {}, limits);
    expect(runtime.evaluate('p/d', { a: 2 })).toEqual({ kind: 'undefined' });
    expect(runtime.evaluate('p/d', { a: 1 })).toEqual({ kind: 'result', value: 1 });
    expect(runtime.evaluate('p/e', {})).toEqual({ kind: 'result', value: false });
    expect(runtime.evaluate('p/f', {})).toEqual({ kind: 'result', value: null });
  });

  test('two values of one rule are an error that says where', async () => {
    const runtime = openRuntime(await compileRego('package p\n\nd := 1 if input.a\n\nd := 2 if input.b\n', 'p/d'), {}, limits);
    const evaluation = runtime.evaluate('p/d', { a: true, b: true });
    expect(evaluation).toMatchObject({ kind: 'error', what: expect.stringContaining('x.rego') });
    expect(runtime.evaluate('p/d', { a: true })).toEqual({ kind: 'result', value: 1 });
  });

  test('600 conflicts through Wasm do no harm', async () => {
    const runtime = openRuntime(await compileRego('package p\n\nd := 1 if input.a\n\nd := 2 if input.b\n', 'p/d'), {}, limits);
    for (let count = 0; count < 600; count++) expect(runtime.evaluate('p/d', { a: true, b: true }).kind).toBe('error');
    expect(runtime.evaluate('p/d', { b: true })).toEqual({ kind: 'result', value: 2 });
  });

  test.for([
    { name: 'a builtin that nobody has', rule: 'd := time.now_ns() if input.never', want: 'time.now_ns' },
    { name: 'sprintf, which throws where OPA does not', rule: 'd := sprintf("%q", [input.x])', want: 'sprintf' },
    { name: 'regex.split, which is not linear', rule: 'd := regex.split(input.x, "a")', want: 'regex.split' },
    { name: 'a request to the world', rule: 'd := http.send({"method": "get", "url": input.x})', want: 'http.send' },
  ])('$name is refused at load, though its line may never be reached', async ({ rule, want }) => {
    const module = await compileRego(`package p\n\n${rule}\n`, 'p/d');
    expect(() => openRuntime(module, {}, limits)).toThrow(
      expect.objectContaining({ code: 'ERR_POLICY_BUNDLE', message: expect.stringContaining(want) }),
    );
  });

  test('a loop that takes memory ends where its memory ends', async () => {
    const module = await compileRego(
      'package p\n\nd := count([[x, y] | some x in numbers.range(1, 3000); some y in numbers.range(1, 3000)])\n',
      'p/d',
    );
    const runtime = openRuntime(module, {}, { policyMemoryPagesMax: 64 });
    expect(runtime.evaluate('p/d', {})).toMatchObject({ kind: 'error' });
  });

  test('a policy that goes on without end is ended by the deadline of its trial', async () => {
    // Nearly every loop takes memory; a search for a long text in a longer one takes none.
    const data = { text: 'a'.repeat(2_000_000), part: `${'a'.repeat(1_000_000)}b` };
    const rego = 'package penstock\n\nplan := set()\n\ndecision := 1 if contains(data.text, data.part)\n\nshape := set()\n';
    const module = await compileRego(`${rego}${approvals}`, ...entrypoints);
    const ports = () => process.getActiveResourcesInfo().filter(name => name === 'MessagePort').length;
    const before = ports();
    const began = performance.now();
    const trial = {
      module,
      data,
      knowledge,
      limits: { ...limits, policyAdmissionMsMax: 500 },
      checkPattern: () => null,
    };
    expect(await admit(trial)).toEqual({ kind: 'refused', problems: ['trying the policy out took longer than 500 ms'] });
    expect(performance.now() - began).toBeLessThan(3000);
    // The thread is ended too: while it goes on, its port is open.
    await vi.waitFor(() => expect(ports()).toBe(before), { timeout: 20_000 });
  });

  test.for([
    {
      name: 'no decision',
      rego: 'package penstock\n\nplan := {"secrets"}\n\nshape := set()\n\ndecision := 1 if input.never\n',
      want: 'penstock/decision: policy_undefined',
    },
    {
      name: 'a plan of nothing known',
      rego: 'package penstock\n\nplan := {"secretz"}\n\nshape := set()\n\ndecision := {}\n',
      want: 'penstock/plan: policy_shape',
    },
    {
      name: 'an owner of an odd kind',
      rego: 'package penstock\n\nplan := set()\n\nshape := set()\n\ndecision := {}\n',
      more: '\napproval.decide := {}\n\napproval.owner := 1\n',
      want: 'penstock/approval/owner: policy_shape',
    },
    {
      name: 'a block that is no set',
      rego: 'package penstock\n\nplan := set()\n\nshape := {["acme", "block", "boolean"]}\n\ndecision := {}\n',
      want: 'penstock.rules.acme.block must be a set',
    },
  ])('a policy with $name is refused by its trial', async ({ rego, more = approvals, want }) => {
    const module = await compileRego(`${rego}${more}`, ...entrypoints);
    const admission = await admit({ module, data: {}, knowledge, limits, checkPattern: () => null });
    expect(admission).toMatchObject({ kind: 'refused', problems: expect.arrayContaining([expect.stringContaining(want)]) });
  });

  test('a policy without an entrypoint is refused by name', async () => {
    const module = await compileRego(
      `package penstock\n\nplan := set()\n\ndecision := {}\n${approvals}`,
      ...entrypoints.filter(name => name !== 'penstock/shape'),
    );
    expect(await admit({ module, data: {}, knowledge, limits, checkPattern: () => null })).toEqual({
      kind: 'refused',
      problems: ['the bundle has no entrypoint "penstock/shape"'],
    });
  });

  test('data that is swapped is what is decided on: nothing of it was compiled in', () => {
    const off = openRuntime(
      shippedModule,
      { config: { ...shipped.settings, personal: { 'aws-access-key': 'drop' }, topics_off: ['secrets'] } },
      limits,
    );
    expect(off.evaluate('penstock/decision', sampleFinding(1))).toMatchObject({ value: { masks: [] } });
  });
});
