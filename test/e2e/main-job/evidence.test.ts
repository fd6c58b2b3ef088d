// What is written down, over a real Envoy: what a client was given is in the ledger, also when the program is killed; and what can't be written down does not pass.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { WitnessedExchange } from '../../../extproc/exchange/witnessed.ts';
import { fakeLedger } from '../../unit/exchange/ledger.ts';
import { surroundings } from '../../unit/exchange/scene.ts';
import { get1 } from '../harness/client.ts';
import { openStage } from '../harness/stage.ts';
import type { Script } from '../harness/upstream.ts';
import { until } from '../holds/held.ts';
import { ask } from './clients.ts';
import { installation } from './installation.ts';
import { chunks, completion, json, sse } from './openai-says.ts';

const question = { method: 'POST', path: '/v1/chat/completions', headers: [['content-type', 'application/json']] as const };
const streamed = JSON.stringify({ model: 'gpt-4o', stream: true, messages: [] });
const whole = JSON.stringify({ model: 'gpt-4o', messages: [] });

describe('a program that is killed', () => {
  const penstock = installation({ server: 'command' });

  test('has in its ledger whatever it let out: the beginning of all that began, the end of all that ended', async () => {
    const script = penstock.script(sse(chunks('Nothing to hide. ', 3)));
    const got: { id: string; isWhole: boolean }[] = [];
    let isKilled = false;
    const client = async (): Promise<void> => {
      while (!isKilled) {
        const answer = await ask(penstock, script, { place: 'openai', body: streamed }).catch(() => null);
        const id = answer?.headers.get('x-penstock-exchange');
        if (answer !== null && id !== undefined) got.push({ id, isWhole: answer.complete && answer.status === 200 });
      }
    };
    const clients = Array.from({ length: 8 }, client);
    await until(() => got.length > 40);
    penstock.server.process!.kill('SIGKILL');
    isKilled = true;
    await Promise.all(clients);

    const entries = entriesIn(join(dirname(penstock.key.file), 'data', 'ledger'));
    const about = (kind: string) => new Set(entries.filter(entry => entry.kind === kind).map(entry => entry.about));
    const [began, ended] = [about('exchange.began'), about('exchange.ended')];
    expect(got.filter(({ isWhole }) => isWhole).length).toBeGreaterThan(40);
    expect(got.filter(({ id }) => !began.has(id))).toEqual([]);
    expect(got.filter(({ id, isWhole }) => isWhole && !ended.has(id))).toEqual([]);
    const kinds = ['server.started', 'policy.loaded', 'grant.issued', 'grant.used', 'grant.revoked'];
    expect(kinds.filter(kind => about(kind).size === 0)).toEqual([]);
  });
});

describe('a ledger that is gone', () => {
  const stage = async (upstream: Script) => {
    const ledger = fakeLedger();
    const { around, records } = surroundings({ connection: { name: 'test' } });
    const opened = await openStage({ upstream, exchange: facts => new WitnessedExchange(facts, { ...around, ledger }), ledger });
    return { ...opened, ledger, records };
  };

  test('before an exchange begins is a 503, and the upstream is not asked', async () => {
    const { port, ledger, upstream } = await stage(() => json(completion('hello')));
    ledger.isOpen = false;
    const got = await get1(port, { ...question, body: whole });
    expect([got.status, JSON.parse(got.body.toString()).error.code]).toEqual([503, 'penstock_audit_unavailable']);
    expect(upstream.requests).toEqual([]);
  });

  test('in the middle of a stream is an error event in place of its end', async () => {
    const { port, ledger, records } = await stage(() => sse(chunks('Nothing to hide. ', 3)));
    const asking = get1(port, { ...question, body: streamed });
    await until(() => ledger.waiting > 0);
    ledger.answer();
    await until(() => ledger.kinds.includes('exchange.ended'));
    ledger.answer('lost');
    const got = await asking;
    expect([got.status, got.complete]).toEqual([200, true]);
    expect(got.body.toString()).toContain('"content":"Not"');
    expect(got.body.toString()).toContain('penstock_audit_unavailable');
    expect(records.map(({ block }) => block)).toEqual(['audit_unavailable']);
  });

  test('behind a whole document is a 503: nothing of it had left', async () => {
    const { port, ledger } = await stage(() => json(completion('hello')));
    const asking = get1(port, { ...question, body: whole });
    await until(() => ledger.kinds.includes('exchange.ended'));
    ledger.answer('lost');
    const got = await asking;
    expect(got.status).toBe(503);
    expect(got.body.toString()).not.toContain('hello');
  });
});

interface Entry {
  readonly kind: string;
  readonly about: string | null;
}

/** Of all segments: whatever of a line is JSON. The last line may be torn. */
function entriesIn(folder: string): readonly Entry[] {
  const segments = readdirSync(join(folder, 'segments')).map(name => readFileSync(join(folder, 'segments', name), 'utf8'));
  return segments.flatMap(text => text.split('\n').flatMap(line => entryOf(line.slice(line.indexOf('{')))));
}

function entryOf(text: string): Entry[] {
  try {
    return [JSON.parse(text) as Entry];
  } catch {
    return [];
  }
}
