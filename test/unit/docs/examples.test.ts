// Examples in pages are taken by the program: configurations, policies, documents.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { configFrom } from '../../../extproc/config/load.ts';
import { parseYaml } from '../../../extproc/config/yaml.ts';
import { buildBundle } from '../../../extproc/policy/build.ts';
import { shippedPolicies } from '../../../extproc/policy/library.ts';
import { findOpa } from '../../../extproc/policy/opa.ts';
import { mergeSettings, type PolicySettings } from '../../../extproc/policy/settings.ts';
import { type Block, pages, root } from './pages.ts';

const examples = pages().flatMap(({ path, blocks }) => blocks.map(block => ({ path, ...block })));
const inLanguage = (language: string) => examples.filter(block => block.language === language);

test('every fenced block of the README and the docs says what it is', () => {
  const nameless = examples.filter(
    ({ path, language }) => language === '' && path !== 'docs/configuration.md' && path !== 'ARCHITECTURE.md',
  );
  expect(nameless.map(({ path, before }) => `${path}: ${before}`)).toEqual([]);
});

/** Of a shape that a whole penstock.yaml has: others (probes of a kubelet, say) are YAML at least. */
const isConfiguration = ({ text }: Block): boolean => /^(?:approvals|connections|policies|listen|limits|data):/m.test(text);
const connection = 'connections: [{ name: chatgpt, hosts: [api.openai.com], api: openai }]\n';

test('examples of penstock.yaml are whole configurations, or fit into one', () => {
  const yaml = inLanguage('yaml');
  expect(yaml.filter(isConfiguration).length).toBeGreaterThanOrEqual(3);
  const bounds = { bytesMax: 65_536, depthMax: 32, aliasesMax: 0 };
  expect(yaml.filter(({ text }) => parseYaml(text, bounds).kind === 'problem')).toEqual([]);
  for (const { path, text } of yaml.filter(isConfiguration)) {
    const whole = /^connections:/m.test(text) ? text : text + connection;
    const outcome = configFrom(whole, '/etc/penstock.yaml');
    expect({ path, problems: outcome.kind === 'problems' ? outcome.problems : [] }).toEqual({ path, problems: [] });
    if (outcome.kind !== 'config') continue;
    expect({ path, ...mergeSettings(defaults, outcome.config.policies.config) }).toMatchObject({ path, kind: 'settings' });
  }
});

const defaults = JSON.parse(readFileSync(join(root, 'policies/config/data.json'), 'utf8')) as PolicySettings;

test('documents are JSON', () => {
  const json = inLanguage('json');
  expect(json.length).toBeGreaterThanOrEqual(8);
  for (const { text } of json) JSON.parse(text);
});

test.skipIf(findOpa() === null)('policies are taken and compiled', { timeout: 60_000 }, async () => {
  const topics = inLanguage('rego');
  expect(topics.length).toBeGreaterThanOrEqual(2);
  const folder = mkdtempSync(join(tmpdir(), 'penstock-docs-'));
  try {
    for (const { path, text } of topics) {
      const topic = /^package penstock\.rules\.(\w+)$/m.exec(text)![1]!;
      write(join(folder, topic, `${topic}.rego`), text);
      write(join(folder, topic, 'data.json'), settingsBeside(path));
      const built = await buildBundle({ library: shippedPolicies, topics: [join(folder, topic)], out: join(folder, 'out') });
      expect({ path, ...built }).toMatchObject({ path, kind: 'built' });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The page's own example of a topic's settings, which a line names before it. */
function settingsBeside(path: string): string {
  return inLanguage('json').find(block => block.path === path && block.before.includes('data.json'))?.text ?? '{}';
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
