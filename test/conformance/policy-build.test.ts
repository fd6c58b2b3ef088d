// Building policies with the real OPA: what is shipped is what its sources give, and topics of a user's own stand on top.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildBundle, topicFolders } from '../../extproc/policy/build.ts';
import { checkShipped } from '../../extproc/policy/build-shipped.ts';
import { shippedPolicies } from '../../extproc/policy/library.ts';
import { runOpa } from '../../extproc/policy/opa.ts';
import { readRego } from '../../extproc/policy/rego-rules.ts';
import { sampleFinding, samples } from '../../extproc/policy/samples.ts';
import { openPolicyStore } from '../../extproc/policy/store.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { knowledge } from '../unit/policy/setting.ts';
import { noOpa, succeeded, withFiles } from './policy-rego.ts';

const acme = `package penstock.rules.acme

# METADATA
# title: a ticket number
inspect contains {"id": "acme-ticket", "pattern": "ACME-[0-9]{6}"} if input.principal.namespace == "team-a"

mask contains {"finding": f.id, "with": "drop"} if {
	some f in input.findings
	f.detector == "acme-ticket"
}

block contains {"code": "acme", "message": $"more than {data.config.tickets_max} tickets"} if {
	count([f | some f in input.findings; f.detector == "acme-ticket"]) > data.config.tickets_max
}
`;
const topic = {
  'acme/acme.rego': acme,
  'acme/acme_test.rego': 'package acme_test\n\ntest_allows if true\n',
  'acme/data.json': '{"tickets_max": 3}',
};

const build = (folder: string, out = join(folder, 'out'), topics = [join(folder, 'acme')]) =>
  buildBundle({ library: shippedPolicies, topics, out });

const open = (bundlePath: string, config = {}) =>
  openPolicyStore({
    bundlePath,
    config,
    limits: defaultLimits,
    onEvent: () => {},
    knownDetectors: knowledge.detectors,
    knownDecodings: knowledge.decodings,
    checkPattern: () => null,
    now: () => 0,
  });

describe.skipIf(noOpa)('policies', { timeout: 60_000 }, () => {
  test('as they are shipped are formatted, checked, tested, and built from their sources byte for byte', async () => {
    expect(await checkShipped()).toEqual([]);
  });

  test.for([
    { name: 'a folder', out: 'out' },
    { name: 'a file', out: 'out.tar.gz' },
  ])('of a user’s own are built into $name, with settings of their own', ({ out }) =>
    withFiles(topic, async folder => {
      expect(await build(folder, join(folder, out))).toMatchObject({ kind: 'built' });
      const policy = (await open(join(folder, out), { tickets_max: 5 })).current();
      expect(policy.plan(samples[0]!)).toMatchObject({
        kind: 'plan',
        plan: { patterns: [{ id: 'acme-ticket', class: 'custom' }] },
      });
      const decision = policy.decide(sampleFinding(54));
      expect(decision.masks.filter(mask => mask.with === 'drop')).toHaveLength(6);
      expect(decision.blocks).toContainEqual({ code: 'acme', message: 'more than 5 tickets', status: 403 });
      expect(policy.decide(sampleFinding(1)).masks).toEqual([{ finding: 1, with: 'placeholder' }]);
    }),
  );

  test('give the same bytes for the same sources', () =>
    withFiles(topic, async folder => {
      await build(folder, join(folder, 'a.tar.gz'));
      await build(folder, join(folder, 'b.tar.gz'));
      expect(await readFile(join(folder, 'a.tar.gz'))).toEqual(await readFile(join(folder, 'b.tar.gz')));
    }));

  test('are found in a folder of topics, and in the folder of one', () =>
    withFiles(
      { ...topic, 'other/x.rego': 'package x', 'empty/README.md': 'x', 'tests/x_test.rego': 'package x' },
      async folder => {
        expect(await topicFolders(folder)).toEqual([join(folder, 'acme'), join(folder, 'other')]);
        expect(await topicFolders(join(folder, 'acme'))).toEqual([join(folder, 'acme')]);
      },
    ));

  test.for([
    {
      name: 'a misnamed set',
      text: acme.replace('block contains', 'blocks contains'),
      want: 'acme/acme.rego:12: "blocks" is nearly "block"',
    },
    {
      name: 'a field that a finding lacks',
      text: acme.replace('f.detector == "acme-ticket"\n}', 'f.detectr == "acme-ticket"\n}'),
      want: 'undefined ref: f.detectr',
    },
    {
      name: 'a setting that has no default',
      text: acme.replaceAll('tickets_max', 'tickets_min'),
      want: 'undefined ref: data.config.tickets_min',
    },
    {
      name: 'sprintf',
      text: acme.replace('$"more than {data.config.tickets_max} tickets"', 'sprintf("%d", [data.config.tickets_max])'),
      want: 'in place of sprintf write a template string',
    },
    {
      name: 'time',
      text: acme.replace('input.principal.namespace == "team-a"', 'time.now_ns() > 1'),
      want: 'undefined function time.now_ns',
    },
    {
      name: 'an unused variable',
      text: acme.replace('if {\n\tsome f', 'if {\n\tx := 1\n\tsome f'),
      want: 'assigned var x unused',
    },
    {
      name: 'a comparison of a string with a number',
      text: acme.replace('input.principal.namespace == "team-a"', 'input.principal.namespace == 1'),
      want: 'match error',
    },
  ])('with $name are refused', ({ text, want }) =>
    withFiles({ ...topic, 'acme/acme.rego': text }, async folder => {
      const outcome = await build(folder);
      expect(outcome).toMatchObject({ kind: 'refused' });
      expect(JSON.stringify(outcome)).toContain(JSON.stringify(want).slice(1, -1));
    }),
  );

  test('can not take the name of a shipped topic, or its settings', () =>
    withFiles({ 'secrets/x.rego': acme, 'acme/acme.rego': acme, 'acme/data.json': '{"fields": []}' }, async folder => {
      await expect(build(folder, join(folder, 'out'), [join(folder, 'secrets')])).rejects.toThrow(
        'there can\'t be another topic "secrets"',
      );
      await expect(build(folder)).rejects.toThrow('has a setting "fields", and so has another topic');
    }));

  test('are not built over somebody’s folder', () =>
    withFiles({ ...topic, 'out/thesis.txt': 'x' }, async folder => {
      await expect(build(folder)).rejects.toThrow('is left alone');
    }));

  test('have the rules that OPA’s own parser sees, however they are laid out', async () => {
    const rules = [
      'p := 1',
      'q contains {"a": 1} if true',
      'r if { true }',
      's(x) := x',
      't[x] := 1 if some x in [1]',
      'default u := 2',
      'v.w := 3',
      'y := $"{1} {"}"}"',
      'z if { true } else := 3',
      'a if not false',
      'b := [c | c := 1][0] if every d in [1] { d == 1 }',
      'e if contains("ab", "a")',
      'g := -1',
    ];
    const layouts = fc.sample(
      fc.tuple(fc.shuffledSubarray(rules, { minLength: 3 }), fc.constantFrom(' ', '\n', '\n\n', ' # c "\n')),
      { numRuns: 30, seed: 7 },
    );
    for (const [chosen, between] of layouts) {
      const text = `package x${between === ' ' ? '\n' : between}${chosen.join(between)}\n`;
      const parsed = await withFiles({ 'x.rego': text }, folder => runOpa(['parse', '--format', 'json', 'x.rego'], folder));
      const wanted = JSON.parse(succeeded(parsed).stdout).rules.map(
        (rule: { head: { ref: { value: string }[] } }) => rule.head.ref[0]!.value,
      );
      expect(readRego(text).rules.map(rule => rule.path[0])).toEqual(wanted);
    }
  });
});
