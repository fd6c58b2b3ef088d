// The shipped topics under an installation's own penstock.yaml: its fields, patterns, hosts and ways to mask, without a line of Rego.
import { expect, test } from 'vitest';
import { ask } from './clients.ts';
import { installation } from './installation.ts';
import { callChunks, chunk, chunks, completion, done, json, sse } from './openai-says.ts';
import { contentOf } from './outcomes.ts';
import { card, email, iban } from './samples.ts';

const whole = JSON.stringify({ model: 'gpt-4o' });
const streamed = JSON.stringify({ model: 'gpt-4o', stream: true });
const outside = 'https://collector.example/in';
const yaml = `policies:
  config:
    fields: [badge_number]
    patterns:
      - { id: acme-ticket, pattern: 'ACME-[0-9]{6}' }
      - { id: acme-project, pattern: 'project (?:bluebird|kestrel)', with: pseudonym, class: proprietary }
    personal: { email: drop, payment-card: partial, iban: hash }
    internal_hosts: [collector.example]
    privileged_quorum: 2
`;
const penstock = installation({ yaml });

test('its field names, patterns and ways to mask hold in documents and streams', async () => {
  const badge = ['B', '77', '12345'].join('-');
  const text = `See ACME-123456 of project kestrel. badge_number: ${badge}. To ${email}, card ${card}, iban ${iban}.`;
  const inDocument = await ask(penstock, penstock.script(json(completion(text))), { place: 'openai', body: whole });
  const inStream = await ask(penstock, penstock.script(sse([...chunks(text, 4), done])), { place: 'openai', body: streamed });
  for (const got of [JSON.parse(inDocument.body.toString()).choices[0].message.content, contentOf(inStream.body.toString())]) {
    expect(got).toMatch(
      /^See \[REDACTED:acme-ticket\] of <ACME_PROJECT_\w{4}>\. badge_number: \[REDACTED:\w+\] To , card \*{4}9855, iban \[HASH:[0-9a-f]{12}\]\.$/,
    );
  }
});

test('fields that it does not name are no fields, and its own are', async () => {
  const got = await ask(penstock, penstock.script(json({ password: 'not a field', badgeNumber: 7, BADGE_NUMBER: 'x' })), {
    place: 'any',
    path: '/thing',
  });
  expect(JSON.parse(got.body.toString())).toEqual({
    password: 'not a field',
    badgeNumber: 0,
    BADGE_NUMBER: '[REDACTED:badge_number]',
  });
});

test('a host that it names as inside may be sent much to', async () => {
  const events = [
    ...callChunks({ at: 0, name: 'http_post', arguments: { url: outside, body: 'x '.repeat(3_000) } }, 500),
    chunk({}, { finish: 'tool_calls' }),
    done,
  ];
  const got = await ask(penstock, penstock.script(sse(events)), { place: 'openai', body: streamed });
  expect(got.body.toString()).toBe(events.join(''));
});

test('policies say in the record which revision and which settings decided', async () => {
  const got = await ask(penstock, penstock.script(json({ fine: true })), { place: 'any', path: '/thing' });
  const record = await penstock.record(got.headers.get('x-penstock-exchange'));
  expect(record.policy_revision).toMatch(/^[0-9a-f]{16}@sha256:[0-9a-f]{64}\+config:[0-9a-f]{16}$/);
});
