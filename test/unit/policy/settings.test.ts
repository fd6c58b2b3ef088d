import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { policyInput, policyInputSchema } from '../../../extproc/policy/input.ts';
import { inputFieldProblem } from '../../../extproc/policy/input-fields.ts';
import { shippedPolicies } from '../../../extproc/policy/library.ts';
import { samples } from '../../../extproc/policy/samples.ts';
import { mergeSettings, type PolicySettings, policySettings, policySettingsSchema } from '../../../extproc/policy/settings.ts';
import { shipped } from './setting.ts';

const json = async (path: string) => JSON.parse(await readFile(join(shippedPolicies, path), 'utf8'));

test('what is not chosen keeps its default, and a list replaces a list', () => {
  const merged = mergeSettings(shipped.settings, { fields: ['internal_id'], request: true });
  expect(merged).toEqual({ kind: 'settings', settings: { ...shipped.settings, fields: ['internal_id'], request: true } });
});

test('a topic of the user’s own has settings by its defaults', () => {
  const defaults = { ...shipped.settings, tickets_max: 3, teams: ['a'] };
  expect(mergeSettings(defaults, { tickets_max: 5 })).toMatchObject({ settings: { tickets_max: 5, teams: ['a'] } });
});

describe('a setting that would make a rule silently false is refused', () => {
  test.for([
    {
      name: 'a misspelt name',
      chosen: { internal_host: ['a'] },
      want: 'policies.config.internal_host: no policy of this bundle reads it; there are ',
    },
    { name: 'a number that is a string', chosen: { webhook_body_bytes: '4096' }, want: 'policies.config.webhook_body_bytes: ' },
    { name: 'a list that is a string', chosen: { fields: 'password' }, want: 'policies.config.fields: ' },
    { name: 'a range that is none', chosen: { internal_cidrs: ['10.0.0.0/33'] }, want: 'policies.config.internal_cidrs.0: ' },
    {
      name: 'a host with a scheme',
      chosen: { internal_hosts: ['https://a.example'] },
      want: 'policies.config.internal_hosts.0: ',
    },
    {
      name: 'a host with capitals, which none is compared with',
      chosen: { internal_hosts: ['A.example'] },
      want: 'policies.config.internal_hosts.0: ',
    },
    { name: 'a strategy that is none', chosen: { personal: { email: 'hide' } }, want: 'policies.config.personal.email: ' },
    {
      name: 'a pattern with a misspelt field',
      chosen: { patterns: [{ id: 'a', pattern: 'b', wiht: 'drop' }] },
      want: 'policies.config.patterns.0: ',
    },
    { name: 'nobody to approve', chosen: { privileged_approvers: [] }, want: 'policies.config.privileged_approvers: ' },
    {
      name: 'a topic that is not there',
      chosen: { topics_off: ['secretz'] },
      want: "policies.config.topics_off: names a topic that this bundle doesn't have",
    },
    {
      name: 'an own setting of another type',
      chosen: { tickets_max: '5' },
      want: 'policies.config.tickets_max: must be a number, as its default is; got a string',
    },
    {
      name: 'an own setting that is null',
      chosen: { tickets_max: null },
      want: 'policies.config.tickets_max: must be a number, as its default is; got a null',
    },
  ])('$name', ({ chosen, want }) => {
    const merged = mergeSettings({ ...shipped.settings, tickets_max: 3 }, chosen as PolicySettings, ['secrets']);
    expect(merged).toEqual({ kind: 'refused', problems: [expect.stringContaining(want)] });
  });
});

test('the shipped defaults are of the shape that settings have', async () => {
  expect(policySettings.safeParse(await json('config/data.json'))).toMatchObject({ success: true });
  expect(shipped.settings).toEqual(await json('config/data.json'));
});

describe('the schemas that opa checks with', () => {
  test('are those of the program', async () => {
    expect(await json('schemas/input.json')).toEqual(policyInputSchema());
    expect(await json('schemas/config.json')).toEqual(policySettingsSchema());
  });

  test('describe every sample, which has every field', () => {
    expect(samples.length).toBeGreaterThan(10);
    for (const sample of samples) expect(policyInput.safeParse(sample)).toMatchObject({ success: true });
  });

  test('have no optional field: what may be absent is null', () => {
    const lacking: string[] = [];
    const walk = (schema: unknown, at: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { properties, required = [] } = schema as { properties?: object; required?: string[] };
      for (const name of Object.keys(properties ?? {})) if (!required.includes(name)) lacking.push(`${at}.${name}`);
      for (const [key, inner] of Object.entries(schema)) walk(inner, `${at}.${key}`);
    };
    walk(policyInputSchema(), 'input');
    // JSON Schema can't say of an `unknown` that it must be there; TypeScript does.
    expect(lacking.filter(path => !path.endsWith('.arguments'))).toEqual([]);
  });

  test.for([
    { path: ['request', 'headers', 'x-anything'], problem: null },
    { path: ['principal', 'claims', 'a', 'b'], problem: null },
    { path: ['tool_call', 'arguments', 'url'], problem: null },
    { path: ['findings'], problem: null },
    { path: [], problem: null },
    { path: ['usage', 'principal', '1h', 'requests'], problem: null },
    { path: ['usage', 'session', 'tokns'], problem: 'input.usage.session: it has bytes, findings, requests, tokens' },
    {
      path: ['tool_call', 'args'],
      problem: 'input.tool_call: it has arguments, arguments_valid, bytes, channel, destinations, id, name',
    },
  ])('tell of input.$path whether it is there', ({ path, problem }) => {
    const found = inputFieldProblem(path);
    if (problem === null) expect(found).toBeNull();
    else expect(found).toContain(problem);
  });
});
