import { expect, test } from 'vitest';
import { checkPattern, compileScanner } from '../../../extproc/detect/engine/scanner.ts';
import { builtInDetectors, detectorsFor } from '../../../extproc/detect/registry.ts';
import { Fault } from '../../../extproc/words/fault.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import type { Plan } from '../../../extproc/words/plan.ts';

const nothing: Plan = {
  detectors: [],
  keys: [],
  patterns: [],
  mode: 'stream',
  code: 'line',
  request: false,
  decode: [],
  allow: [],
  payload: 'scan',
  signed: 'block',
};
const idsFor = (plan: Partial<Plan>) => [...new Set(detectorsFor({ ...nothing, ...plan }).map(({ id }) => id))];

test('a plan without names looks for nothing', () => expect(idsFor({})).toEqual([]));

test('a plan names detectors and groups; each is there once', () => {
  expect(idsFor({ detectors: ['email', 'jwt'] })).toEqual(['jwt', 'email']);
  const people = idsFor({ detectors: ['email', 'personal'] });
  expect(people).toEqual(idsFor({ detectors: ['personal'] }));
  expect(people).toEqual(expect.arrayContaining(['email', 'payment-card', 'iban', 'us-ssn', 'phone']));
  const both = detectorsFor({ ...nothing, detectors: ['risk', 'privileged-write', 'secrets'] });
  expect(new Set(both).size).toBe(both.length);
});

test('all detectors in one plan are all detectors', () => {
  expect(detectorsFor({ ...nothing, detectors: ['risk', 'personal', 'secrets'] })).toEqual(builtInDetectors);
});

test.for([
  { name: 'secret', nearest: 'secrets' },
  { name: 'aws-acess-key', nearest: 'aws-access-key' },
  { name: 'emails', nearest: 'email' },
  { name: 'risks', nearest: 'risk' },
])('a name that nothing has is refused with the nearest one: $name', ({ name, nearest }) => {
  const fault = faultOf(() => detectorsFor({ ...nothing, detectors: [name] }));
  expect(fault.code).toBe('ERR_POLICY_RESULT_SHAPE');
  expect(fault.message).toContain(`"${nearest}"`);
});

test('a long unknown name is refused at once', () => {
  expect(faultOf(() => detectorsFor({ ...nothing, detectors: ['x'.repeat(1_000_000)] })).message.length).toBeLessThan(300);
});

test('patterns of the plan are detectors of the group custom, with the class and severity that the plan gives', () => {
  const patterns = [{ id: 'acme-ticket', pattern: 'ACME-[0-9]{6}', class: 'proprietary', severity: 'low' as const }];
  const [detector] = detectorsFor({ ...nothing, patterns });
  expect(detector).toMatchObject({
    id: 'acme-ticket',
    group: 'custom',
    class: 'proprietary',
    severity: 'low',
    pattern: 'ACME-[0-9]{6}',
  });
});

test.for(['email', 'secrets', 'field', 'custom'])('a pattern may not take the name of a detector or group: %s', id => {
  const patterns = [{ id, pattern: 'x', class: 'secret', severity: 'low' as const }];
  expect(faultOf(() => detectorsFor({ ...nothing, patterns })).code).toBe('ERR_POLICY_RESULT_SHAPE');
});

test('field names of the plan are detectors of the group fields', () => {
  expect(detectorsFor({ ...nothing, keys: ['password'] }).map(({ group }) => group)).toEqual(Array(9).fill('fields'));
});

test('every pattern, lead and look-back is of the language of the engine, and all of them make one scanner', () => {
  // A pattern behind a lead is begun at the lead's ends only.
  for (const { pattern, lead = pattern } of builtInDetectors) checkPattern(lead, { ...defaultLimits, patternBytesMax: 4096 });
  const detectors = detectorsFor({ ...nothing, detectors: ['risk', 'personal', 'secrets'], keys: ['api_key', 'password'] });
  expect(compileScanner(detectors, defaultLimits).detectors).toHaveLength(detectors.length);
});

function faultOf(act: () => unknown): Fault {
  try {
    act();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('no fault was thrown');
}
