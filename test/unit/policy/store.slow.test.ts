import { cp, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shippedBundle } from '../../../extproc/policy/library.ts';
import { sampleFinding, samples } from '../../../extproc/policy/samples.ts';
import { openPolicyStore, type PolicyEvent, type PolicyStore, type PolicyStoreSetting } from '../../../extproc/policy/store.ts';
import { knowledge, limits, shipped } from './setting.ts';

let folder: string;
let events: PolicyEvent[];
let store: PolicyStore | null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'penstock-test-'));
  await cp(shippedBundle, join(folder, 'bundle'), { recursive: true });
  events = [];
  store = null;
});
afterEach(async () => {
  store?.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(over: Partial<PolicyStoreSetting> = {}): Promise<PolicyStore> {
  store = await openPolicyStore({
    bundlePath: join(folder, 'bundle'),
    config: {},
    limits: { ...limits, policyReloadQuietMs: 20 },
    onEvent: event => events.push(event),
    // As the detectors of the program are: with functions, which no thread can be given.
    knownDetectors: knowledge.detectors.map(detector => ({ ...detector, accept: () => true })),
    knownDecodings: knowledge.decodings,
    checkPattern: () => null,
    now: () => 0,
    ...over,
  });
  return store;
}

const inBundle = (name: string) => join(folder, 'bundle', name);

async function edit(name: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(inBundle(name), 'utf8');
  await writeFile(inBundle(`${name}.new`), change(text));
  await rename(inBundle(`${name}.new`), inBundle(name));
}

const switchOff = (topic: string) => edit('data.json', text => text.replace('"topics_off":[]', `"topics_off":["${topic}"]`));
const masks = (policy = store!.current()) => policy.decide(sampleFinding(1)).masks.length;

test('the bundle that it opens with is in force', async () => {
  await open();
  expect(store!.current().revision).toBe(shipped.revision);
  expect(events).toEqual([
    {
      kind: 'policy_loaded',
      revision: shipped.revision,
      topics: ['exfiltration', 'fields', 'personal', 'privileged', 'secrets'],
      replaced: null,
    },
  ]);
  expect(masks()).toBe(1);
});

test('what penstock.yaml sets is what policies read, and a part of the revision', async () => {
  await open({ config: { topics_off: ['secrets'] } });
  expect(masks()).toBe(0);
  expect(store!.current().revision).toMatch(new RegExp(`^${shipped.revision}\\+config:[0-9a-f]{16}$`));
});

describe('a bundle that is no good does not open', () => {
  test.for([
    {
      name: 'a setting that nobody reads',
      over: { config: { filds: [] } },
      code: 'ERR_CONFIG_INVALID',
      want: 'policies.config.filds',
    },
    {
      name: 'a detector that is not there',
      over: { knownDetectors: [] },
      code: 'ERR_POLICY_EVALUATION',
      want: 'penstock/plan: policy_shape',
    },
    {
      name: 'a pattern that does not compile',
      over: { config: { patterns: [{ id: 'a', pattern: '(' }] }, checkPattern: () => 'it is not closed' },
      code: 'ERR_POLICY_EVALUATION',
      want: 'the pattern "a" can\'t be used: it is not closed',
    },
    {
      name: 'a trial that takes too long',
      over: { limits: { ...limits, policyAdmissionMsMax: 1 } },
      code: 'ERR_POLICY_EVALUATION',
      want: 'took longer than 1 ms',
    },
    {
      name: 'a decision that takes too long',
      over: { limits: { ...limits, policyEvalMsMax: 0 } },
      code: 'ERR_POLICY_EVALUATION',
      want: 'penstock/decision: policy_late',
    },
    {
      name: 'memory that does not suffice',
      over: { limits: { ...limits, policyMemoryPagesMax: 5 } },
      code: 'ERR_POLICY_EVALUATION',
      want: 'policy_error',
    },
    {
      name: 'a path with nothing there',
      over: { bundlePath: join(tmpdir(), 'penstock-none') },
      code: 'ERR_POLICY_BUNDLE',
      want: 'there is no policy bundle',
    },
  ])('$name', async ({ over, code, want }) => {
    await expect(open(over as Partial<PolicyStoreSetting>)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(want),
    });
  });
});

describe('a reload', () => {
  test('puts another bundle in force, while exchanges that began before end with what they began with', async () => {
    await open();
    const before = store!.current();
    await switchOff('secrets');
    expect(await store!.reload()).toMatchObject({ kind: 'loaded' });
    expect([masks(before), masks()]).toEqual([1, 0]);
    expect(store!.current().revision).not.toBe(before.revision);
    expect(events.at(-1)).toMatchObject({ kind: 'policy_loaded', replaced: before.revision });
  });

  test('of the same bundle changes nothing and says nothing', async () => {
    await open();
    const before = store!.current();
    expect(await store!.reload()).toEqual({ kind: 'unchanged', revision: shipped.revision });
    expect(store!.current()).toBe(before);
    expect(events).toHaveLength(1);
  });

  test.for([
    {
      name: 'a module that is cut off',
      file: 'policy.wasm',
      change: (text: string) => text.slice(0, 1000),
      code: 'ERR_POLICY_BUNDLE',
    },
    { name: 'data that is no JSON', file: 'data.json', change: (text: string) => text.slice(1), code: 'ERR_POLICY_BUNDLE' },
    {
      name: 'a set that is misnamed',
      file: 'secrets/secrets.rego',
      change: (text: string) => text.replace('mask contains', 'masks contains'),
      code: 'ERR_POLICY_SOURCE',
    },
    {
      name: 'a library that is not the shipped one',
      file: 'penstock/plan.rego',
      change: (text: string) => text.replace('plan :=', 'plan := set() # '),
      code: 'ERR_POLICY_SOURCE',
    },
    {
      name: 'a default that gives decisions of the wrong shape',
      file: 'data.json',
      change: (text: string) => text.replace('"10m"', '"soon"'),
      code: 'ERR_POLICY_EVALUATION',
    },
  ])('of $name keeps the last good one, loudly', async ({ file, change, code }) => {
    await open();
    const before = store!.current();
    await edit(file, change);
    expect(await store!.reload()).toMatchObject({ kind: 'refused' });
    expect(store!.current()).toBe(before);
    expect(masks()).toBe(1);
    expect(events.at(-1)).toMatchObject({ kind: 'policy_refused', code, keeping: shipped.revision });
  });

  test('after a bad bundle takes a good one', async () => {
    await open();
    await edit('data.json', text => text.slice(1));
    await store!.reload();
    await edit('data.json', text => `{${text}`);
    await switchOff('secrets');
    expect(await store!.reload()).toMatchObject({ kind: 'loaded' });
    expect(masks()).toBe(0);
  });

  test('many times at once comes to the same', async () => {
    await open();
    await switchOff('secrets');
    const outcomes = await Promise.all([store!.reload(), store!.reload(), store!.reload()]);
    expect(outcomes.map(outcome => outcome.kind)).toEqual(['loaded', 'unchanged', 'unchanged']);
  });
});

describe('a watched bundle', () => {
  const loaded = () => events.filter(event => event.kind === 'policy_loaded').length;

  test('is read again when a file in its folder changes', async () => {
    await open({ watch: true });
    await switchOff('secrets');
    await expect.poll(() => masks()).toBe(0);
  });

  test('is read again when its folder is replaced, and when that happens twice', async () => {
    await open({ watch: true });
    for (const topic of ['secrets', 'personal']) {
      await cp(join(folder, 'bundle'), join(folder, 'next'), { recursive: true });
      const data = await readFile(join(shippedBundle, 'data.json'), 'utf8');
      await writeFile(join(folder, 'next/data.json'), data.replace('"topics_off":[]', `"topics_off":["${topic}"]`));
      await rename(join(folder, 'bundle'), join(folder, `old-${topic}`));
      await rename(join(folder, 'next'), join(folder, 'bundle'));
      await expect.poll(() => masks()).toBe(topic === 'secrets' ? 0 : 1);
    }
    expect(loaded()).toBe(3);
  });

  test('is read again when a file changes in the folder that replaced it', async () => {
    await open({ watch: true });
    await cp(join(folder, 'bundle'), join(folder, 'next'), { recursive: true });
    await rename(join(folder, 'bundle'), join(folder, 'old'));
    await rename(join(folder, 'next'), join(folder, 'bundle'));
    // Long enough for the burst of changes to be over.
    await new Promise(resolve => setTimeout(resolve, 300));
    await switchOff('secrets');
    await expect.poll(() => masks()).toBe(0);
  });

  test('is read again when the link to it is switched', async () => {
    await cp(join(folder, 'bundle'), join(folder, 'other'), { recursive: true });
    const data = await readFile(join(folder, 'other/data.json'), 'utf8');
    await writeFile(join(folder, 'other/data.json'), data.replace('"topics_off":[]', '"topics_off":["secrets"]'));
    await symlink('bundle', join(folder, 'current'));
    await open({ watch: true, bundlePath: join(folder, 'current') });
    await symlink('other', join(folder, 'current.new'));
    await rename(join(folder, 'current.new'), join(folder, 'current'));
    await expect.poll(() => masks()).toBe(0);
  });

  test('is left alone once it is closed', async () => {
    await open({ watch: true });
    await store!.reload();
    store!.close();
    await switchOff('secrets');
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(masks()).toBe(1);
  });
});

test('the plan of the shipped bundle streams, and looks at code by line', async () => {
  await open();
  expect(store!.current().plan(samples[0]!)).toMatchObject({
    kind: 'plan',
    plan: { mode: 'stream', code: 'line', request: false },
  });
});
