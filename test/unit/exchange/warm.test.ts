import { describe, expect, test } from 'vitest';
import type { Scanner } from '../../../extproc/detect/scan.ts';
import { everything, planShelf } from '../../../extproc/exchange/plan-shelf.ts';
import type { PreparedPlan } from '../../../extproc/exchange/surroundings.ts';
import { opaqueTexts, typicalTexts } from '../../../extproc/exchange/typical.ts';
import { warming } from '../../../extproc/exchange/warm.ts';
import type { Policy } from '../../../extproc/policy/decide.ts';
import { policyInput } from '../../../extproc/policy/input.ts';
import type { Connection } from '../../../extproc/words/access.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import type { Plan } from '../../../extproc/words/plan.ts';

const connection = (name: string): Connection => ({
  name,
  hosts: [],
  api: 'generic',
  allow: ['POST /x'],
  identity: [],
  onUnreadable: 'block',
  hold: { style: 'wait', maxMinutes: 10 },
  audit: 'best-effort',
  recording: { request: false, response: false },
  seal: null,
});

const prepare = planShelf(defaultLimits);

/** Gives each connection a plan that looks for what it is called. */
const policy: Policy = {
  revision: 'r',
  plan: input => {
    policyInput.parse(input);
    return input.connection.name === 'refused'
      ? { kind: 'block', block: { code: 'c', message: 'm', status: 403 } }
      : { kind: 'plan', plan: { ...everything, detectors: [input.connection.name] } };
  },
  decide: () => ({ blocks: [], holds: [], masks: [], observed: [] }),
};

describe('warming', () => {
  test("makes each connection's plan ready, asked for with an input of the shape that policies expect, and reads typical texts by it", () => {
    const seen: string[] = [];
    const warm = warming(policy, ['a', 'refused', 'b'].map(connection), preparedIn(seen), typicalTexts, 0);
    expect([...warm]).toHaveLength(2 + 2 * 2 * typicalTexts.length);
    const read = (name: string) => [name, ...typicalTexts.map(text => `${name} reads ${text}`)];
    const wanted = [...read('a'), ...read('b')];
    expect(seen.filter(each => wanted.includes(each))).toEqual(wanted);
  });

  test('has the texts told as a chat tells them as well, so that events are read before one comes', () => {
    const seen: string[] = [];
    for (const _ of warming(policy, [connection('a')], preparedIn(seen), ['typical text'], 0));
    expect(seen).toEqual(
      expect.arrayContaining(['a reads typic', 'a reads al te', 'a reads xt', 'a reads chat.completion.chunk']),
    );
  });

  test('reads once by what several connections share', () => {
    const seen: string[] = [];
    const prepared = preparedIn(seen)({ ...everything, detectors: ['all'] });
    expect([...warming(policy, ['a', 'b'].map(connection), () => prepared, typicalTexts, 0)]).toHaveLength(
      2 + 2 * typicalTexts.length,
    );
  });

  test('leaves little to do for the first exchange', () => {
    const all: Policy = { ...policy, plan: () => ({ kind: 'plan', plan: everything }) };
    for (const _ of warming(all, [connection('a')], prepare, [...typicalTexts, ...opaqueTexts], 0));
    const { scanner } = prepare(everything);
    for (const text of [another, embedding]) {
      const first = msOf(() => find(scanner, text));
      const later = Math.min(...Array.from({ length: 5 }, () => msOf(() => find(scanner, text))));
      expect(first - later).toBeLessThan(100);
    }
  });
});

describe('typical texts', () => {
  test('have nothing in them that a detector is to find', () => {
    const { scanner } = planShelf(defaultLimits)({
      ...everything,
      detectors: ['secrets', 'personal'],
      keys: ['password', 'token'],
    });
    expect([...typicalTexts, ...opaqueTexts].flatMap(text => find(scanner, text))).toEqual([]);
  });

  test('are of many kinds', () => {
    expect(typicalTexts.length).toBeGreaterThan(15);
    expect(new Set(typicalTexts.join('').match(/[a-z]{2}/gi)).size).toBeGreaterThan(400);
  });
});

const another =
  'Of course. Your order has left the warehouse; it will arrive within five working days. Use `kubectl get pods -n web` to see what runs, and ' +
  'have a look at {"level": "warn", "retries": 3, "reason": "timed out"}. Let me know whether that works for you!';

const embedding = Buffer.from(Float32Array.from({ length: 400 }, (_, at) => Math.sin(at * 12.9898) * 0.05).buffer).toString(
  'base64',
);

/** A scanner that tells what was asked of it. */
function preparedIn(seen: string[]): (plan: Plan) => PreparedPlan {
  return ({ detectors: [name] }) => {
    seen.push(name!);
    const scan = {
      position: 0,
      safe: 0,
      advance(bytes: Uint8Array) {
        seen.push(`${name} reads ${Buffer.from(bytes)}`);
        return bytes.length;
      },
      finish() {},
      take: () => [],
      reset() {},
    };
    return { scanner: { detectors: [], open: () => scan }, allowed: null, labels: { of: text => text, finds: () => false } };
  };
}

function find(scanner: Scanner, text: string): string[] {
  const bytes = Buffer.from(text);
  const scan = scanner.open();
  const found: string[] = [];
  const take = () => found.push(...scan.take().map(({ detector }) => detector.id));
  for (let at = 0; at < bytes.length; take()) at = scan.advance(bytes, at);
  scan.finish();
  take();
  return found;
}

function msOf(act: () => void): number {
  const { user, system } = process.threadCpuUsage();
  act();
  const after = process.threadCpuUsage();
  return (after.user + after.system - user - system) / 1000;
}
