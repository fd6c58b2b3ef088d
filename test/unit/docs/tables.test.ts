// Lists that pages give are those of the sources: codes, headers, fields of the audit line, log events, errors by API.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { targetOf } from '../../../extproc/access/path.ts';
import type { ExchangeRecord } from '../../../extproc/audit/record.ts';
import { blockBody, errorEvent } from '../../../extproc/content/errors.ts';
import { hostBlock } from '../../../extproc/exchange/block.ts';
import { methodOverrides, ownHeaders, removedFromRequest, removedFromResponse } from '../../../extproc/exchange/headers.ts';
import { logEvents } from '../../../extproc/observe/events.ts';
import type { PolicyInput } from '../../../extproc/policy/input.ts';
import { apiShapes as apis } from '../../../extproc/words/access.ts';
import { type HostBlockCode, hostBlocks } from '../../../extproc/words/blocks.ts';
import { fakeDesk } from '../exchange/desk.ts';
import { held, key, maskAll, open, request, responseBody, responseHead } from '../exchange/scene.ts';
import { code, page, root, table } from './pages.ts';

const sources = readdirSync(join(root, 'extproc'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => ({ file, text: readFileSync(join(root, 'extproc', file), 'utf8') }));

describe('docs/clients.md', () => {
  test('has every code that Penstock blocks with, its status and its message', () => {
    const wanted = Object.entries(hostBlocks).map(([name, [status, message]]) => [
      `\`penstock_${name}\``,
      String(status),
      message,
    ]);
    expect(table('docs/clients.md', 'Codes')).toEqual(wanted);
  });

  test('has every header that a request loses', () => {
    const named = table('docs/clients.md', 'What a request loses').flatMap(([names]) => code(names!));
    const prefixed = named.filter(name => name.endsWith('*')).map(name => name.replace('*', 'probe'));
    const removed = removedFromRequest(prefixed.map(name => [name, '']));
    expect(named.map(name => name.replace('*', 'probe')).toSorted()).toEqual(removed.toSorted());
  });

  test('has the query parameters that go no further, and the headers that are refused', () => {
    const { prose } = page('docs/clients.md');
    const parameters = code(/^Query parameters that carry keys go too: ([^.]+)\./m.exec(prose)![1]!);
    expect(parameters.length).toBeGreaterThanOrEqual(6);
    expect(targetOf(`/x?${parameters.map(name => `${name}=1`).join('&')}`).forwarded).toBe('/x');
    expect(code(/^A request with (.+) is refused\.$/m.exec(prose)![1]!)).toEqual([...methodOverrides]);
  });

  test('has every header that an answer loses', () => {
    const named = table('docs/clients.md', 'What an answer loses').flatMap(([names]) => code(names!));
    expect(named.toSorted()).toEqual([...removedFromResponse].toSorted());
    expect(ownHeaders.every(name => name.startsWith('x-penstock-'))).toBe(true);
  });

  test.for(apis)('shows the errors of %s as they are', api => {
    const [body, event] = page('docs/clients.md').blocks.filter(({ heading }) => heading === api);
    const exchange = /ex_[0-9A-Z]{26}/.exec(body!.text)![0];
    const told = (name: HostBlockCode) => ({ ...hostBlock(name), exchange });
    expect(body!.text.trimEnd()).toBe(blockBody(api, told('path_not_allowed')).toString());
    expect(event!.text.trimEnd()).toBe(errorEvent(api, told('hold_unavailable')).toString().trimEnd());
  });
});

describe('docs/operations.md', () => {
  test('explains every field of an audit line, and no other', () => {
    const fields = table('docs/operations.md', 'Audit log').flatMap(([name]) => code(name!));
    expect(fields.toSorted()).toEqual([...fieldsOf(someRecord())].toSorted());
  });

  test('names every log event with its level and its fields', () => {
    const rows = table('docs/operations.md', 'Log events').map(([name, level, fields]) => [name, level, code(fields!)]);
    expect(rows).toEqual(
      Object.entries(logEvents).map(([name, { level, fields }]) => [`\`${name}\``, level, Object.keys(fields)]),
    );
  });

  test('says of no event that it is logged when it is not, nor the other way round', () => {
    const silent = table('docs/operations.md', 'Log events').filter(([, , , when]) => when!.startsWith('not logged yet'));
    const unused = Object.keys(logEvents).filter(name => !sources.some(({ text }) => text.includes(`event('${name}'`)));
    expect(silent.flatMap(([name]) => code(name!))).toEqual(unused);
  });

  test('calls keys without effect that nothing reads, and none that something reads', () => {
    const rows = table('docs/operations.md', 'Keys without effect yet').flatMap(([names]) => code(names!));
    expect(rows.filter(name => !(name in readBy))).toEqual([]);
    const program = sources.filter(({ file }) => !file.startsWith('config/') && !/^cli\/configuration\.ts$/.test(file));
    const inUse = Object.entries(readBy).filter(([, pattern]) => program.some(({ text }) => pattern.test(text)));
    expect(inUse.map(([name]) => name)).toEqual([]);
    expect(rows.toSorted()).toEqual(Object.keys(readBy).toSorted());
  });
});

/** How the program would read each key: once it does, the row in the docs is to go, and so is the line here. */
const readBy: Readonly<Record<string, RegExp>> = {
  'identity.trustedProxies': /\btrustedProxies\b/,
  'identity.issuers': /\bissuers\b/,
  'observe.otlp': /\.otlp\b/,
  'observe.metrics': /\bobserve\.metrics\b/,
};

/** Of an exchange that has something in every part of its record. */
function someRecord(): ExchangeRecord {
  const known = { ...held.holds[0]!, rule: 'known', remember: true };
  const decide = (input: PolicyInput) => ({
    ...maskAll(input),
    holds: input.point === 'response_end' ? [...held.holds, known] : [],
  });
  const desk = fakeDesk({ remembers: rule => rule === 'known' });
  const scene = open({ plan: { payload: 'pass' }, decide, desk });
  const answer = { a: key, data: [{ b64_json: 'A'.repeat(400) }] };
  scene.feed(...request(), responseHead(), responseBody(JSON.stringify(answer), true));
  desk.hold.release();
  scene.settle();
  expect(scene.records[0]).toMatchObject({ decision: 'hold', findings: [{ action: 'mask' }] });
  return scene.records[0]!;
}

/** `grant.id`, `findings`, `findings[].id`, … A container that a row of its own explains is named too. */
function fieldsOf(value: object, place = ''): readonly string[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = place === '' ? name : `${place}.${name}`;
    if (Array.isArray(inner)) return typeof inner[0] === 'object' ? [here, ...fieldsOf(inner[0], `${here}[]`)] : [here];
    if (typeof inner !== 'object' || inner === null) return [here];
    return [...(nullable.has(here) ? [here] : []), ...fieldsOf(inner, here)];
  });
}

const nullable = new Set(['grant', 'principal']);
