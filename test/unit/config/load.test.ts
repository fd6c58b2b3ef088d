import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAllowed } from '../../../extproc/access/path.ts';
import type { Config } from '../../../extproc/config/config.ts';
import { configFrom, loadConfig } from '../../../extproc/config/load.ts';
import { documentSchema } from '../../../extproc/config/problems.ts';
import { stringifyYaml } from '../../../extproc/config/yaml.ts';

const file = '/etc/penstock/penstock.yaml';
const one = 'connections: [{ name: chatgpt, hosts: [api.openai.com], api: openai }]\n';

function config(text: string): Config {
  const result = configFrom(text, file);
  if (result.kind === 'problems') throw new Error(JSON.stringify(result.problems));
  return result.config;
}

function problems(text: string): string[] {
  const result = configFrom(text, file);
  return result.kind === 'config'
    ? []
    : result.problems.map(({ where, line, problem, remedy }) => `${line} ${where}: ${problem} (${remedy})`);
}

test('the shortest configuration is complete, and fails closed', () => {
  const { connections, listen, data, store, limits } = config(one);
  expect(connections[0]).toMatchObject({
    onUnreadable: 'block',
    audit: 'required',
    upstream: 'https://api.openai.com',
    credential: null,
  });
  expect(connections[0]!.identity).not.toContain('anonymous');
  expect(listen.extproc).toEqual({ kind: 'tcp', host: '127.0.0.1', port: 9000 });
  expect(data.keys).toBe('/etc/penstock/data/keys');
  expect([store, limits.stallMsMax]).toEqual([{ kind: 'sqlite' }, 2000]);
});

test('no default path of an API is administrative, and inference works', () => {
  const { allow } = config(one).connections[0]!;
  const open = ['POST /v1/chat/completions', 'POST /v1/responses', 'GET /v1/models', 'GET /v1/models/gpt-4o'];
  const closed = [
    'GET /v1/files',
    'POST /v1/organization/admin_api_keys',
    'DELETE /v1/models/gpt-4o',
    'GET /v1/responses',
    'POST /v1/fine_tuning/jobs',
  ];
  const asks = (rule: string) => isAllowed({ allow }, ...(rule.split(' ') as [string, string]));
  expect([open.map(asks), closed.map(asks)]).toEqual([open.map(() => true), closed.map(() => false)]);
});

test('relative paths count from the folder of the file, whatever the working folder is', () => {
  const { data, listen, masterKey, policies, connections } = config(
    `data: { folder: var, keys: /run/keys }\nlisten: { extproc: "unix:run/x.sock" }\nmasterKey: file:k\npolicies: { bundle: p }\n${one.replace('openai }', 'openai, credential: c }')}`,
  );
  expect(data).toMatchObject({ folder: '/etc/penstock/var', ledger: '/etc/penstock/var/ledger', keys: '/run/keys' });
  expect(listen.extproc).toEqual({ kind: 'unix', path: '/etc/penstock/run/x.sock' });
  expect(masterKey).toEqual({ from: 'file', path: '/etc/penstock/k' });
  expect([policies.bundle, connections[0]!.credential]).toEqual(['/etc/penstock/p', '/etc/penstock/c']);
});

test('limits lie over the defaults one by one', () => {
  const { limits } = config(`${one}limits: { stallMsMax: 500 }`);
  expect([limits.stallMsMax, limits.exchangesMax]).toEqual([500, 10_000]);
});

test.for([
  { name: 'a misspelt key', text: `${one}limit: {}`, want: '2 limit: is not known (did you mean `limits`?)' },
  {
    name: 'a misspelt key deep inside',
    text: one.replace('api:', 'onunreadable: pass, api:'),
    want: '1 connections[0].onunreadable: is not known (did you mean `onUnreadable`?)',
  },
  { name: 'a key that is like no other', text: `${one}zzz: 1`, want: /^2 zzz: is not known \(known here: listen, data, / },
  {
    name: 'a missing value',
    text: 'connections: [{ name: a, hosts: [h] }]',
    want: /^1 connections\[0\]\.api: (is missing|must be one of)/,
  },
  { name: 'no connections at all', text: '', want: /^1 connections: is missing/ },
  { name: 'an empty list', text: 'connections: []', want: /^1 connections: must be a list of at least 1/ },
  {
    name: 'a wrong type',
    text: `${one}limits: { stallMsMax: soon }`,
    want: /^2 limits\.stallMsMax: must be a number, not a string/,
  },
  {
    name: 'half a millisecond',
    text: `${one}limits: { stallMsMax: 1.5 }`,
    want: /^2 limits\.stallMsMax: must be a whole number/,
  },
  { name: 'a limit of nothing', text: `${one}limits: { stallMsMax: 0 }`, want: /^2 limits\.stallMsMax: must be at least 1/ },
  { name: 'a limit without end', text: `${one}limits: { stallMsMax: .inf }`, want: /^2 limits\.stallMsMax: must be/ },
  {
    name: 'a host with a scheme',
    text: one.replace('[api.openai.com]', '["https://api.openai.com"]'),
    want: /^1 connections\[0\]\.hosts\[0\]: must be a host name/,
  },
  {
    name: 'a port that is none',
    text: `${one}listen: { extproc: "127.0.0.1:70000" }`,
    want: /^2 listen\.extproc: must be `host:port`/,
  },
  {
    name: 'a connection name with a blank',
    text: one.replace('chatgpt', 'chat gpt'),
    want: /^1 connections\[0\]\.name: must be a name/,
  },
  {
    name: 'a generic API without paths',
    text: one.replace('openai }', 'generic }'),
    want: /^1 connections\[0\]\.allow: is missing, and `generic` has no defaults/,
  },
  {
    name: 'an upstream over plain HTTP with a password',
    text: one.replace('openai }', 'openai, upstream: "http://u:p@h" }'),
    want: /looks like a URL with a password/,
  },
  { name: 'data as a list', text: `${one}data: []`, want: /^2 data: must be a folder, or the paths one by one/ },
  {
    name: 'a part of data that is misspelt',
    text: `${one}data: { foldr: x }`,
    want: '2 data.foldr: is not known (did you mean `folder`?)',
  },
  { name: 'a key that stands twice', text: `${one}data: a\ndata: b`, want: /^3 : is not valid YAML: duplicated mapping key/ },
  { name: 'two documents in one file', text: `${one}---\n${one}`, want: /is not valid YAML: expected a single document/ },
  { name: 'YAML that is none', text: 'a: [', want: /^1 : is not valid YAML/ },
])('$name is named with its line, place and remedy', ({ text, want }) => {
  expect(problems(text)).toEqual([typeof want === 'string' ? want : expect.stringMatching(want)]);
});

test.for([
  'POST v1/x',
  'post /v1',
  'POST /a//b',
  'POST /a/../b',
  'GET /*/b',
  'GET /a*',
  'GET /a?x=1',
  'GET /%61',
  'CONNECT /',
  'GET /a;b',
])('the path rule %s, which could never match or match too much, is refused', rule => {
  expect(problems(one.replace('openai }', `openai, allow: [${JSON.stringify(rule)}] }`))).toEqual([
    expect.stringMatching(/^1 connections\[0\]\.allow\[0\]: must be `METHOD \/path`/),
  ]);
});

test('two connections of one name are refused', () => {
  const two = 'connections:\n  - { name: a, hosts: [h], api: openai }\n  - { name: a, hosts: [g], api: openai }\n';
  expect(problems(two)).toEqual([expect.stringMatching(/^3 connections\[1\]\.name: is the name of another connection too/)]);
});

test('every problem is named, in the order of the lines', () => {
  const many = 'limits: { a: 1 }\nstor: x\nconnections:\n  - name: A\n    hosts: [h]\n    api: nope\n';
  expect(problems(many).map(line => line.split(':')[0])).toEqual([
    '1 limits.a',
    '2 stor',
    '4 connections[0].name',
    '6 connections[0].api',
  ]);
});

test.for([
  { name: 'an OpenAI key', value: ['sk', 'proj', 'a'.repeat(24)].join('-') },
  { name: 'an AWS key', value: ['AKIA', 'IOSFODNN7', 'EXAMPLE'].join('') },
  { name: 'a GitHub token', value: ['ghp', 'a1'.repeat(18)].join('_') },
  { name: 'a private key', value: ['-----BEGIN', 'EC PRIVATE', 'KEY-----'].join(' ') },
  { name: 'a bearer header', value: ['Bearer', 'abcdefghijkl'].join(' ') },
  { name: 'a database URL with a password', value: ['postgres://penstock:', 'hunter2', '@db/penstock'].join('') },
])('$name in the file is refused and not repeated', ({ value }) => {
  const text = `${one}policies: { config: { acme: { deep: [${JSON.stringify(value)}] } } }`;
  expect(problems(text)).toEqual([expect.stringMatching(/^2 policies\.config\.acme\.deep\[0\]: looks like a/)]);
  expect(problems(text).join()).not.toContain(value.slice(4));
});

test('a pattern may look like what it finds', () => {
  const { policies } = config(`${one}policies: { config: { patterns: [{ id: mine, pattern: 'AKIA[A-Z0-9]{16}' }] } }`);
  expect(policies.config.patterns).toEqual([{ id: 'mine', pattern: 'AKIA[A-Z0-9]{16}' }]);
});

test('a file that is missing, too long or not UTF-8 is a problem and no exception', () => {
  expect(loadConfig('/nowhere/penstock.yaml')).toMatchObject({
    kind: 'problems',
    problems: [{ problem: expect.stringContaining('there is no file') }],
  });
  expect(loadConfig('/')).toMatchObject({ kind: 'problems' });
  expect(problems(`# ${'x'.repeat(1024 * 1024)}`)).toEqual([expect.stringMatching(/at most 1048576 are read/)]);
});

test('no text at all makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => configFrom(text, file).kind === 'problems'));
});

test('no document at all makes it throw, and what it says repeats no value', () => {
  const keys = fc.constantFrom(...Object.keys(documentSchema().properties ?? {}), 'name', 'hosts', 'api', 'allow');
  const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('canary-value', 1, null, true, -1.5),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(keys, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(fc.property(tree, value => !JSON.stringify(configFrom(stringifyYaml(value), file)).includes('canary-value')));
});
